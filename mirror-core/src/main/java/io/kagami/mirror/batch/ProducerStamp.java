package io.kagami.mirror.batch;

/**
 * Who writes a batch at the target and as which of its records: the fields of the idempotent producer (KIP-98).
 *
 * @param baseSequence sequence number of the batch's first record
 */
public record ProducerStamp(long producerId, short producerEpoch, int baseSequence) {

    public ProducerStamp {
        if (producerId < 0 || producerEpoch < 0 || baseSequence < 0) {
            throw new IllegalArgumentException("producer id, epoch and sequence start at zero, not %d, %d, %d"
                    .formatted(producerId, producerEpoch, baseSequence));
        }
    }
}
