package io.kagami.mirror.offset.start;

/**
 * That the ends of all topics were noted which a flow selected when it first began with new records. A topic it selects that was not seen
 * then was created later.
 *
 * @param topics the flow's {@code topics} at that time
 * @param excluded its {@code topics.exclude}
 */
public record Baseline(String topics, String excluded) {}
