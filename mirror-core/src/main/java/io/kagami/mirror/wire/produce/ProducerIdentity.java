package io.kagami.mirror.wire.produce;

/**
 * Under which id batches are written, so that a target knows repeats (KIP-98).
 *
 * @param producerId given out by the target cluster
 * @param producerEpoch given out with it
 */
record ProducerIdentity(long producerId, short producerEpoch) {}
