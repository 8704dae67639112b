/** Settings that are understood and yet change nothing here, or not what their name says. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.config.effect;

import org.jspecify.annotations.NullMarked;
