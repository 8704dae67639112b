/** Tests of what a process says about its flows. */
@NullMarked
package io.kagami.mirror.runtime.health;

import org.jspecify.annotations.NullMarked;
