/** How far the positions of consumer groups got to the other cluster, as values for people and metrics. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.checkpoint.state;

import org.jspecify.annotations.NullMarked;
