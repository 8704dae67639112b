@NullMarked
package io.kagami.mirror.validation.checks;

import org.jspecify.annotations.NullMarked;
