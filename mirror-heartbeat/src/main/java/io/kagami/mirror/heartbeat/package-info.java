/** Heartbeats: one small record a second at both ends of a flow, by which tools see that it runs and over how many hops a cluster is reached. */
@NullMarked
package io.kagami.mirror.heartbeat;

import org.jspecify.annotations.NullMarked;
