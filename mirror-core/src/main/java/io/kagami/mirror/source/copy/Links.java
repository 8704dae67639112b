package io.kagami.mirror.source.copy;

import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.source.audit.LateWrites;
import io.kagami.mirror.source.compare.ReturnedRecords;
import io.kagami.mirror.source.origin.Origins;
import io.kagami.mirror.source.origin.ReturnedStretches;
import io.kagami.mirror.source.position.Beginning;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.PlacementMeans;
import io.kagami.mirror.source.trouble.Aside;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * What connects a copier to the world.
 *
 * @param origins who the clusters are, and who brought records from target to source
 * @param beginning for partitions of which nothing was copied
 * @param slow for work that blocks
 * @param copierThread takes messages for the copier's thread
 */
record Links(
        SourceFetcher source,
        TargetProducer target,
        ByteBudget budget,
        CopierTasks outbox,
        OffsetSyncLog syncs,
        Aside aside,
        LateWrites late,
        Origins origins,
        Beginning beginning,
        ExecutorService slow,
        Consumer<Runnable> copierThread) {

    private static final long COMPARED_BYTES = 16 << 20;

    /** What is needed to compare source and copy. */
    PlacementMeans.TailComparisonClients comparisonClients(CopierSettings settings) {
        ReturnedRecords.Reading returned = (partition, topicId, offset) -> new ReturnedStretches(
                origins, settings.openSource(new ByteBudget(COMPARED_BYTES)), partition, topicId, offset);
        return new PlacementMeans.TailComparisonClients(
                settings.sourceConsumer(),
                settings.targetConsumer(),
                origins.leavesOutReturned() ? returned : ReturnedRecords.NONE,
                FlowMeter.of(settings.flow()).tally()::compared);
    }
}
