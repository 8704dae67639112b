@NullMarked
package io.kagami.mirror.validation;

import org.jspecify.annotations.NullMarked;
