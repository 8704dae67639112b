package io.kagami.mirror.checkpoint.position;

/**
 * What a round is for, beside reading and translating.
 *
 * @param emit checkpoints
 * @param commit to the groups on the other cluster
 */
public record Due(boolean emit, boolean commit) {}
