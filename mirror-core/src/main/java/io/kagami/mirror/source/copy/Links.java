package io.kagami.mirror.source.copy;

import io.kagami.mirror.source.audit.LateWrites;
import io.kagami.mirror.source.position.Beginning;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.trouble.Aside;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * What connects a copier to the world.
 *
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
        Beginning beginning,
        ExecutorService slow,
        Consumer<Runnable> copierThread) {}
