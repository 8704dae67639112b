/** Which metrics a flow shows, and under which names. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.config.metrics;

import org.jspecify.annotations.NullMarked;
