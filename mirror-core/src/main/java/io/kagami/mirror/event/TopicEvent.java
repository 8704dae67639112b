package io.kagami.mirror.event;

import io.kagami.mirror.topology.Flow;
import java.time.Instant;

/**
 * Something happened to a whole topic, and copying goes on.
 *
 * @param topic its name at the target
 * @param message what happened, in this case
 */
public record TopicEvent(EventKind kind, Flow flow, String topic, String message, Instant time) {}
