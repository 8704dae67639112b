package io.kagami.mirror.source.position;

import io.kagami.mirror.source.audit.LateWrites;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What placing needs.
 *
 * @param beginning for partitions of which nothing was copied
 * @param slow for work that blocks
 * @param copierThread takes messages for the copier's thread
 */
public record PlacementMeans(
        SourceFetcher source,
        TargetProducer target,
        OffsetSyncLog syncs,
        Beginning beginning,
        TailComparisonClients clients,
        LateWrites late,
        ExecutorService slow,
        Consumer<Runnable> copierThread) {

    /** Consumer settings for comparing source and copy. */
    public record TailComparisonClients(Map<String, Object> source, Map<String, Object> target) {}

    /** Hears where partitions go on. */
    public interface Listener {
        void placed(TopicPartition source, Place place);

        /** It could not be found out now. */
        void notPlaced(TopicPartition source, String reason);

        /** Connect's offset of the partition is wanted: {@link Placement#connectOffset}. */
        void askConnect(TopicPartition source);
    }
}
