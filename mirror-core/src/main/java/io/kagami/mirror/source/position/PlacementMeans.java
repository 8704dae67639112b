package io.kagami.mirror.source.position;

import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

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
        ExecutorService slow,
        Consumer<Runnable> copierThread) {

    /** Consumer settings for comparing source and copy. */
    public record TailComparisonClients(Map<String, Object> source, Map<String, Object> target) {}
}
