package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.cli.status.cluster.TopicTail;
import io.kagami.mirror.cli.status.reading.CopyPosition.SourceLog;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.PartitionEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the partitions of a flow stand, from its sync log at the target; a flow that copies record by record and stores no syncs has only Connect's
 * account, which is seconds old.
 *
 * <p>Threading: one thread; blocks.
 */
final class Positions implements AutoCloseable {

    /** By topic and partition. */
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final TopicTail syncLog;
    private final SyncEntries syncs = new SyncEntries();
    private final ConnectAccounts accounts;
    private final @Nullable TopicTail connectOffsets;

    /** @param connectOffsets the topic of Connect's account, if that is what counts; else empty */
    Positions(FlowConfig config, String connectOffsets) {
        Map<String, Object> consumer = config.targetConsumer();
        this.syncLog = TopicTail.whole(
                consumer, config.internalTopics().syncLog(config.flow().source()));
        this.accounts = new ConnectAccounts(ConnectorKind.SOURCE.connectorName(config.flow()));
        this.connectOffsets = connectOffsets.isEmpty() ? null : TopicTail.whole(consumer, connectOffsets);
    }

    /** Reads what was stored since the last time. */
    void refresh() throws InterruptedException {
        boolean hasEverRun = syncLog.read(record -> syncs.apply(record.key(), record.value()));
        if (hasEverRun && connectOffsets != null) {
            boolean unused = connectOffsets.read(record -> accounts.apply(record.key(), record.value()));
        }
    }

    /** Where the partition stands. */
    CopyPosition of(TopicPartition partition, SourceLog log, OptionalLong copyEnd) {
        return connectOffsets == null
                ? CopyPosition.of(log, syncs.sync(partition), copyEnd, syncs.event(partition))
                : CopyPosition.ofConnect(log, accounts.lastCopied(partition));
    }

    /** Everything that copies nothing, by topic and partition. */
    List<PartitionEvent> sick() {
        return syncs.sick();
    }

    @Override
    public void close() {
        syncLog.close();
        if (connectOffsets != null) {
            connectOffsets.close();
        }
    }
}
