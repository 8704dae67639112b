package io.kagami.mirror.source.record;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.metrics.mirrormaker.TaskMeters;
import io.kagami.mirror.release.ProjectVersion;
import io.kagami.mirror.source.account.ConnectOffsets;
import io.kagami.mirror.source.mirrormaker.MirrorMakerSyncs;
import io.kagami.mirror.source.record.partition.MirroredRecord;
import io.kagami.mirror.source.task.TaskShare;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * The source task of record mode: what Connect gets are the records themselves, and Connect transforms, converts and stores them.
 *
 * <p>Threading: Connect's task thread; {@link #commitRecord} is called on Connect's producer thread, {@link #commit} by any of Connect's.
 */
public final class RecordSourceTask extends SourceTask {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long MEASURE_NANOS = Duration.ofSeconds(1).toNanos();

    private volatile @Nullable Running running;

    /** All that a started task has. */
    private static final class Running {
        private final TopicWatch watch;
        private final RecordReader reader;
        private final ReadTroubles troubles;
        private final StartOffsets start;
        private final SyncWriter syncs;
        private final Handover handover;
        private final TaskMeters meters;
        private int followedVersion;
        private long measuredNanos = System.nanoTime();

        Running(
                TopicWatch watch,
                RecordReader reader,
                ReadTroubles troubles,
                StartOffsets start,
                SyncWriter syncs,
                Handover handover,
                TaskMeters meters) {
            this.watch = watch;
            this.reader = reader;
            this.troubles = troubles;
            this.start = start;
            this.syncs = syncs;
            this.handover = handover;
            this.meters = meters;
        }
    }

    /** Made by Connect. */
    public RecordSourceTask() {}

    @Override
    public String version() {
        return ProjectVersion.current();
    }

    @Override
    public void start(Map<String, String> settings) {
        FlowConfig config = FlowConfig.from(settings);
        RecordSettings record = RecordSettings.from(config, TaskShare.of(settings), settings);
        ConnectOffsets offsets = new ConnectOffsets(record.flow().source());
        ReadTroubles troubles = new ReadTroubles(record.copier().openAside());
        RecordReader reader = new RecordReader(record, offsets, troubles);
        TopicWatch watch = new TopicWatch(record);
        running = new Running(
                watch,
                reader,
                troubles,
                new StartOffsets(asked -> offsets.accounts(context.offsetStorageReader(), asked)),
                new SyncWriter(record, MirrorMakerSyncs.beside(config)),
                new Handover(record),
                TaskMeters.begin(record.flow(), MetricSettings.from(settings), () -> context.pluginMetrics()));
        watch.start();
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Running task = running;
        if (task == null) {
            return null;
        }
        try {
            List<SourceRecord> records = poll(task);
            return records.isEmpty() ? null : records;
        } catch (ConnectException | RetriableException e) {
            throw e; // Connect polls again after the latter
        } catch (KafkaException e) {
            throw new ConnectException("the source cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<SourceRecord> poll(Running task) throws InterruptedException {
        TopicWatch.Known known = task.watch.known();
        if (known.version() != task.followedVersion) {
            task.reader.follow(known, task.start);
            task.meters.copies(known.targets());
            task.followedVersion = known.version();
        }
        long now = System.nanoTime();
        if (now - task.measuredNanos >= MEASURE_NANOS) {
            task.measuredNanos = now;
            task.reader.measure();
            task.troubles.missing(task.watch.missing());
            task.troubles.tick();
        }
        Optional<String> nothing = task.reader.nothingIsRead(System.currentTimeMillis());
        if (nothing.isPresent()) {
            throw new ConnectException(nothing.get());
        }
        task.syncs.writeIfDue(task.reader.partitions());
        if (task.reader.hasNothingToRead()) {
            task.watch.awaitChange(known.version(), POLL);
            return List.of();
        }
        return task.reader.poll(POLL, System.currentTimeMillis());
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        if (record instanceof MirroredRecord mirrored) {
            mirrored.settle(metadata);
        }
    }

    /** Called where nothing is polled, too, as in a pause. */
    @Override
    public void commit() {
        Running task = running;
        if (task != null) {
            task.syncs.writeIfDue(task.reader.partitions());
        }
    }

    @Override
    public void stop() {
        Running task = running;
        running = null;
        if (task == null) {
            return;
        }
        try (task.meters;
                task.troubles;
                task.syncs;
                task.reader;
                task.watch) {
            task.reader.measure();
        } finally {
            handOver(task);
        }
    }

    private static void handOver(Running task) {
        try {
            task.handover.store(task.reader.partitions());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
