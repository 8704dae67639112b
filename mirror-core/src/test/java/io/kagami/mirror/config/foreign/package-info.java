@NullMarked
package io.kagami.mirror.config.foreign;

import org.jspecify.annotations.NullMarked;
