package io.kagami.mirror.source;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.metrics.mirrormaker.TaskMeters;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.copy.CopierSettings;
import io.kagami.mirror.source.copy.CopierTask;
import io.kagami.mirror.source.mirrormaker.MirrorMakerSyncs;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.task.TaskShare;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Connect's view of a copier, in batch mode: records are copied beside Connect, batch by batch, and what passes through Connect are the positions.
 *
 * <p>Threading: Connect's task thread; {@link #commitRecord} is called on Connect's producer thread.
 */
public final class MirrorSourceTask extends SourceTask {

    private static final Duration POSITIONS_EVERY = Duration.ofSeconds(1);
    private static final Duration FLUSH = Duration.ofSeconds(2);

    private final Map<SourceRecord, OffsetSync> underWay = Collections.synchronizedMap(new IdentityHashMap<>());
    private @Nullable CopierTask copier;
    private @Nullable SyncRecords records;
    private @Nullable OffsetSyncLog offsetSyncLog;
    private @Nullable MirrorMakerSyncs forOthers;
    private @Nullable TaskMeters meters;

    @Override
    public String version() {
        return MirrorSourceConnector.VERSION;
    }

    @Override
    public void start(Map<String, String> settings) {
        FlowConfig config = FlowConfig.from(settings);
        CopierSettings copierSettings = CopierSettings.from(config, TaskShare.of(settings));
        SyncRecords syncRecords =
                new SyncRecords(config.flow().source(), copierSettings.syncs().name());
        records = syncRecords;
        offsetSyncLog = new OffsetSyncLog(copierSettings.syncs());
        forOthers = MirrorMakerSyncs.beside(config);
        TaskMeters begun =
                TaskMeters.begin(config.flow(), MetricSettings.from(settings), () -> context.pluginMetrics());
        meters = begun;
        copier = CopierTask.start(copierSettings, settings, begun);
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        CopierTask running = copier;
        SyncRecords format = records;
        if (running == null || format == null) {
            return null;
        }
        try {
            running.answerQuestions(asked -> format.offsets().next(context.offsetStorageReader(), asked));
            List<SourceRecord> polled = new ArrayList<>();
            List<Progress> positions = running.takePositions(POSITIONS_EVERY);
            if (forOthers != null) {
                forOthers.write(pairs(positions));
            }
            for (Progress progress : positions) {
                OffsetSync sync = progress.sync();
                progress.runs().forEach(runs -> polled.add(format.record(sync, runs)));
                SourceRecord record = format.record(sync);
                underWay.put(record, sync);
                polled.add(record);
            }
            return polled.isEmpty() ? null : polled;
        } catch (KafkaException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        OffsetSync sync = underWay.remove(record);
        CopierTask running = copier;
        if (sync == null || running == null) {
            return;
        }
        if (metadata == null) {
            running.notStored(sync);
        } else {
            running.stored(sync);
        }
    }

    @Override
    public void stop() {
        CopierTask running = copier;
        copier = null;
        if (meters != null) {
            meters.close();
        }
        if (running == null) {
            return;
        }
        running.stop(FLUSH);
        try {
            List<Progress> last = running.lastPositions();
            if (!last.isEmpty() && offsetSyncLog != null) {
                offsetSyncLog.writeLast(
                        last.stream().flatMap(each -> each.runs().stream()).toList(),
                        last.stream().map(Progress::sync).toList());
            }
            if (forOthers != null) {
                forOthers.write(pairs(last));
                forOthers.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that can be translated by. */
    private static List<OffsetSync> pairs(List<Progress> positions) {
        return positions.stream()
                .map(Progress::sync)
                .filter(sync -> !sync.onlyCounts())
                .toList();
    }
}
