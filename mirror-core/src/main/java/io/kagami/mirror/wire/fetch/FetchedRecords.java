package io.kagami.mirror.wire.fetch;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;

/**
 * What one fetch answer holds of one partition.
 *
 * @param fetchOffset what was asked for: the first batch may begin before it
 * @param records whole batches, but for the last one, which may be cut short; a view into the answer's memory
 * @param abortedTransactions those that overlap the records, in no particular order
 * @param highWatermark one past the last record a consumer could read uncommitted
 * @param lastStableOffset one past the last record a consumer can read committed: where copying ends for now
 * @param memory to be shared by whoever keeps a view of {@code records} after the call
 */
public record FetchedRecords(
        TopicPartition partition,
        long fetchOffset,
        ByteBuffer records,
        List<AbortedTransaction> abortedTransactions,
        long highWatermark,
        long lastStableOffset,
        ByteBudget.Lease memory) {}
