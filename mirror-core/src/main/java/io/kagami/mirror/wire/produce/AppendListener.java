package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.OutgoingBatch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/**
 * Learns what became of each batch, in the order the batches of a partition were given.
 *
 * <p>Threading: called on the producer's thread; hand over and return.
 */
public interface AppendListener {

    /** The batch is on all in-sync replicas; its first record has the given offset at the target, and the others follow it without a gap. */
    void appended(TopicPartition partition, OutgoingBatch batch, long baseOffset);

    /**
     * The target has not taken anything for a while. The batches that wait have memory of their own from here on and no longer hold
     * that of fetch answers; they are tried again until they are taken or refused.
     *
     * @param error the last one
     */
    void stalled(TopicPartition partition, Errors error);

    /**
     * A quota held an answer back.
     *
     * @param one of the partitions the answer was about
     * @param delayMs for how long
     */
    void throttled(TopicPartition one, int delayMs);

    /** The target takes no batch of this size here: what was merged goes again in parts, and less should be merged from now on. */
    default void tooLarge(TopicPartition partition, int sizeInBytes) {}

    /** The target refused the batch. The partition takes nothing more until it is opened again. */
    void refused(TopicPartition partition, OutgoingBatch batch, Refusal refusal);

    /** The producer's thread ended by a defect of ours; nothing more will be written. */
    void failed(Throwable defect);
}
