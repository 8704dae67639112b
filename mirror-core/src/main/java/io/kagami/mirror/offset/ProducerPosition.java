package io.kagami.mirror.offset;

/**
 * Under which producer id a copy is written, and the sequence number its next record has there: a function of the position, so that
 * whoever copies a record writes it under the same number, and a broker lets it in once (KIP-98).
 *
 * @param producerId given out by the target cluster
 * @param producerEpoch given out with it
 * @param sequence 0 to 2^31 - 1, after which numbers begin again at 0
 */
public record ProducerPosition(long producerId, short producerEpoch, int sequence) {

    public ProducerPosition {
        if (producerId < 0 || producerEpoch < 0 || sequence < 0) {
            throw new IllegalArgumentException("producer id, epoch and sequence start at zero, not %d, %d, %d"
                    .formatted(producerId, producerEpoch, sequence));
        }
    }

    /** The position so many records on, or back where the number is negative. */
    public ProducerPosition plus(long records) {
        return at((int) ((sequence + records) & Integer.MAX_VALUE));
    }

    /** The same producer at another sequence number. */
    public ProducerPosition at(int otherSequence) {
        return new ProducerPosition(producerId, producerEpoch, otherSequence);
    }

    /** Whether both are numbers of one producer, so that they can be compared. */
    public boolean sameProducer(ProducerPosition other) {
        return producerId == other.producerId && producerEpoch == other.producerEpoch;
    }

    /** How many records the same producer wrote from {@code earlier} up to here; as numbers go round, a step back looks huge. */
    public int recordsSince(ProducerPosition earlier) {
        return (sequence - earlier.sequence) & Integer.MAX_VALUE;
    }
}
