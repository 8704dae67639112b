@NullMarked
package io.kagami.mirror.config.mode;

import org.jspecify.annotations.NullMarked;
