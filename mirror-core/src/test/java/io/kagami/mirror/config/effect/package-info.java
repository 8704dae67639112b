@NullMarked
package io.kagami.mirror.config.effect;

import org.jspecify.annotations.NullMarked;
