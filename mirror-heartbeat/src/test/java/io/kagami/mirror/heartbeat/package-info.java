/** Heartbeats, byte for byte and on real brokers. */
@NullMarked
package io.kagami.mirror.heartbeat;

import org.jspecify.annotations.NullMarked;
