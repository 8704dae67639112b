package io.kagami.mirror.source.start;

import io.kagami.mirror.naming.RemoteTopics;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.source.compare.ReturnedRecords;
import io.kagami.mirror.source.compare.TailComparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the source still has what was copied last. One that was rolled back together with its metadata, and has grown again since, may have the leader
 * epochs it had before, and by epochs alone a fetch finds out (KIP-320). But what a cluster loses then is what it got last: the records of the partitions
 * copied last tell for all.
 *
 * <p>Threading: one thread; blocks.
 */
public final class LastCopies {

    private static final Logger LOG = LoggerFactory.getLogger(LastCopies.class);
    private static final int ASKED = 3;
    /** A start does not wait for long for partitions that nobody leads. */
    private static final int PATIENCE_MS = 3_000;

    private final RemoteTopics names;
    private final TailComparison comparison;

    /**
     * Opens nothing yet.
     *
     * @param source consumer settings of the source
     * @param target consumer settings of the target
     */
    public LastCopies(RemoteTopics names, Map<String, Object> source, Map<String, Object> target) {
        this.names = names;
        this.comparison = new TailComparison(impatient(source), impatient(target), ReturnedRecords.NONE, () -> {});
    }

    private static Map<String, Object> impatient(Map<String, Object> consumer) {
        Map<String, Object> settings = new HashMap<>(consumer);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return settings;
    }

    /**
     * Whether the source has another record, in the same leader epoch, where one of those copied last was. Not so where that cannot be told now.
     *
     * @param syncs in the order in which they were stored
     */
    public boolean areReplaced(Collection<OffsetSync> syncs) throws InterruptedException {
        try {
            for (OffsetSync sync : latest(syncs)) {
                if (isReplaced(sync)) {
                    LOG.warn(
                            "the source has another record than the one that was copied, in the same leader epoch, as if it had been rolled"
                                    + " back: all partitions are held against their copies flow={} topic={} partition={}"
                                    + " upstreamOffset={}",
                            names.flow(),
                            sync.topic(),
                            sync.partition(),
                            sync.upstreamOffset() - 1);
                    return true;
                }
            }
        } catch (KafkaException e) {
            LOG.debug("whether the source has what was copied last cannot be told flow={}", names.flow(), e);
        }
        return false;
    }

    /**
     * Those whose last record is known to be the one before, with its epoch; the latest first. Those of record mode tell nothing, as it may change records.
     */
    static List<OffsetSync> latest(Collection<OffsetSync> syncs) {
        List<OffsetSync> telling = new ArrayList<>(syncs.stream()
                .filter(sync -> sync.writer() != null && sync.runLength() > 0)
                .filter(sync -> sync.epoch() != null && !sync.onlyCounts())
                .toList());
        Collections.reverse(telling);
        return telling.subList(0, Math.min(ASKED, telling.size()));
    }

    private boolean isReplaced(OffsetSync sync) throws InterruptedException {
        SourceEpoch epoch = sync.epoch();
        return epoch != null
                && comparison.isReplaced(
                        new TopicPartition(sync.topic(), sync.partition()),
                        sync.upstreamOffset() - 1,
                        epoch.leaderEpoch(),
                        new TopicPartition(names.remote(sync.topic()), sync.partition()),
                        sync.downstreamOffset() - 1);
    }
}
