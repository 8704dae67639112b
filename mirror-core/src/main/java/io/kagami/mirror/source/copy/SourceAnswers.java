package io.kagami.mirror.source.copy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.copy.BatchHandover.Obstacle;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.trouble.Refusals;
import io.kagami.mirror.source.trouble.ThrottleWatch;
import io.kagami.mirror.wire.fetch.FetchListener;
import io.kagami.mirror.wire.fetch.FetchedRecords;
import io.kagami.mirror.wire.records.DamagedBatch;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/**
 * What the source answers: records, which go on to the target, or that it does not have what was asked for.
 *
 * <p>Threading: the copier's thread.
 */
final class SourceAnswers implements FetchListener {

    private final Links links;
    private final BatchHandover handover;
    private final PartitionCopies copies;
    private final Troubles troubles;
    private final ThrottleWatch throttle;
    private final SettingAside aside;
    private final SkipWatch skips = new SkipWatch();

    SourceAnswers(
            Links links,
            BatchHandover handover,
            PartitionCopies copies,
            Troubles troubles,
            ThrottleWatch throttle,
            SettingAside aside) {
        this.links = links;
        this.handover = handover;
        this.copies = copies;
        this.troubles = troubles;
        this.throttle = throttle;
        this.aside = aside;
    }

    SkipWatch skips() {
        return skips;
    }

    @Override
    public void fetched(FetchedRecords records) {
        CopiedPartition partition = copies.copying(records.partition()).orElse(null);
        if (partition == null || partition.isStalled()) {
            return;
        }
        Optional<Obstacle> obstacle = handover.handOver(partition, records);
        skips.note(partition, copies.nowMs());
        if (obstacle.isPresent()) {
            stopAt(partition, obstacle.get());
        } else if (partition.nothingUnacknowledged()) {
            partition.newSync().ifPresent(links.outbox()::put);
            if (partition.isPlain()) {
                troubles.over(partition);
            }
        }
    }

    private void stopAt(CopiedPartition partition, Obstacle obstacle) {
        Optional<DamagedBatch> damaged = obstacle.damaged();
        boolean canBePutAside =
                links.aside().book().policy(obstacle.kind()) == EventPolicy.QUARANTINE && damaged.isPresent();
        if (canBePutAside && !partition.nothingUnacknowledged()) {
            // Comes again once all before it is acknowledged, so that it is known where the copy goes on.
            links.source().setRoom(partition.source(), false);
            return;
        }
        long end = damaged.map(DamagedBatch::nextOffset).orElse(obstacle.offset());
        EventOffsets offsets =
                new EventOffsets(obstacle.offset(), end, partition.offsets().downstream());
        if (canBePutAside) {
            PartitionEvent event = troubles.say(partition, obstacle.kind(), offsets, obstacle.message());
            aside.damaged(partition, event, damaged.get());
        } else {
            PartitionEvent unused = troubles.sayStop(partition, obstacle.kind(), offsets, obstacle.message());
            copies.stop(partition);
        }
    }

    @Override
    public void offsetOutOfRange(TopicPartition source, long fetchOffset) {
        links.source()
                .earliestOffset(
                        source,
                        earliest -> copies.copying(source)
                                .filter(partition -> partition.fetchOffset() == fetchOffset)
                                .ifPresent(partition -> {
                                    if (earliest > fetchOffset) {
                                        goOnBehindWhatIsGone(partition, earliest);
                                    } else {
                                        links.source()
                                                .highWatermark(
                                                        source,
                                                        end -> copies.copying(source)
                                                                .filter(present -> present.fetchOffset() == fetchOffset)
                                                                .ifPresent(present ->
                                                                        beyondTheEnd(present, earliest, end)));
                                    }
                                }));
    }

    private void goOnBehindWhatIsGone(CopiedPartition partition, long earliest) {
        if (!partition.isPlain()) {
            copies.compareFrom(partition, earliest);
            return;
        }
        long next = partition.fetchOffset();
        PartitionEvent event = troubles.say(
                partition,
                EventKind.SOURCE_RECORDS_DELETED,
                new EventOffsets(next, earliest, partition.offsets().downstream()),
                "source deleted the records from upstream offset " + next + " to " + (earliest - 1)
                        + " before they were copied");
        if (event.makesSick()) {
            copies.stop(partition);
        } else {
            partition.fetched(earliest, 0);
            links.source().seek(partition.source(), earliest);
        }
    }

    private void beyondTheEnd(CopiedPartition partition, long earliest, long end) {
        long next = partition.fetchOffset();
        if (next <= end) {
            links.source().seek(partition.source(), next); // it has come, or has come back, meanwhile
            return;
        }
        PartitionEvent event = troubles.say(
                partition,
                EventKind.OFFSET_OUT_OF_RANGE,
                new EventOffsets(end, next, partition.offsets().downstream()),
                "source ends at upstream offset " + end + ", though " + next + " was next");
        if (event.makesSick()) {
            copies.stop(partition);
        } else {
            copies.goOnAt(partition, event.policy() == EventPolicy.RESTART ? earliest : end);
        }
    }

    @Override
    public void diverged(TopicPartition source, long fetchOffset, long partedAt) {
        CopiedPartition partition = copies.copying(source).orElse(null);
        if (partition == null || partition.fetchOffset() != fetchOffset) {
            return;
        }
        PartitionEvent event = troubles.say(
                partition,
                EventKind.SOURCE_DIVERGED,
                new EventOffsets(
                        Math.min(partedAt, fetchOffset),
                        fetchOffset,
                        partition.offsets().downstream()),
                "source lost what was read from upstream offset " + partedAt + " to " + (fetchOffset - 1)
                        + ": the copy keeps it, and what the source has from " + partedAt + " on follows");
        if (event.makesSick()) {
            copies.stop(partition);
        } else {
            copies.goOnAt(partition, partedAt);
        }
    }

    @Override
    public void refused(TopicPartition source, Errors error) {
        copies.copying(source)
                .ifPresent(partition -> troubles.sayStop(
                        partition,
                        Refusals.atSource(error),
                        "source refuses to be read: " + error + ", " + error.message()));
    }

    @Override
    public void unavailable(TopicPartition source, String reason) {
        copies.find(source)
                .filter(partition -> partition.stage() != Stage.RESTING)
                .ifPresent(partition -> troubles.sayStop(partition, EventKind.SOURCE_UNAVAILABLE, reason));
    }

    @Override
    public void throttled(TopicPartition one, int delayMs) {
        copies.find(one).ifPresent(partition -> throttle.noted(one, partition.offsets(), delayMs, copies.nowMs()));
    }
}
