package io.kagami.mirror.source.copy;

import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.copy.Positions.Place;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out where a partition is to go on: asks the target where the copy ends, and the source what else is needed to tell.
 *
 * <p>Threading: the copier's thread; answers of the target come as messages to it.
 */
final class Placement {

    private final CopierSettings settings;
    private final SourceFetcher source;
    private final TargetProducer target;
    private final SyncOutbox outbox;
    private final StartPositions start;
    private final Consumer<Runnable> copierThread;
    private final Predicate<CopiedPartition> present;
    private final BiConsumer<CopiedPartition, Place> placed;
    private final Map<TopicPartition, Consumer<Optional<Long>>> awaitConnect = new HashMap<>();

    /**
     * @param present whether the partition is still one of the task's
     * @param placed hears where the partition goes on
     */
    Placement(
            CopierSettings settings,
            Links links,
            StartPositions start,
            Predicate<CopiedPartition> present,
            BiConsumer<CopiedPartition, Place> placed) {
        this.settings = settings;
        this.source = links.source();
        this.target = links.target();
        this.outbox = links.outbox();
        this.copierThread = links.copierThread();
        this.start = start;
        this.present = present;
        this.placed = placed;
    }

    /** What connects a copier to the world. */
    record Links(
            SourceFetcher source,
            TargetProducer target,
            ByteBudget budget,
            SyncOutbox outbox,
            Consumer<Runnable> copierThread) {}

    void begin(CopiedPartition partition) {
        partition.enter(Stage.LOCATING);
        target.settledLogEnd(
                partition.target(),
                logEnd -> copierThread.accept(() -> ifLocating(partition, () -> located(partition, logEnd))));
    }

    private void ifLocating(CopiedPartition partition, Runnable action) {
        if (partition.stage() == Stage.LOCATING && present.test(partition)) {
            action.run();
        }
    }

    private void located(CopiedPartition partition, long logEnd) {
        Optional<Basis> known = start.basis(partition.source());
        if (known.isEmpty()) {
            askConnect(partition, logEnd);
            return;
        }
        Basis basis = known.get();
        boolean anotherTopic = basis.ofAnotherTopicThan(partition.topicId());
        if (anotherTopic || logEnd <= basis.downstream() || !settings.onlyOurs()) {
            placed.accept(partition, Positions.resume(basis, logEnd, anotherTopic, settings.onlyOurs()));
        } else {
            source.isGapless(
                    partition.source().topic(),
                    gapless -> ifLocating(
                            partition,
                            () -> placed.accept(partition, Positions.resume(basis, logEnd, false, gapless))));
        }
    }

    private void askConnect(CopiedPartition partition, long logEnd) {
        awaitConnect.put(
                partition.source(),
                stored -> ifLocating(
                        partition,
                        () -> stored.ifPresentOrElse(
                                offset -> placed.accept(partition, Positions.first(offset, logEnd)),
                                () -> start.rule()
                                        .find(
                                                partition.source(),
                                                partition.topicId(),
                                                source,
                                                first -> ifLocating(
                                                        partition,
                                                        () -> placed.accept(
                                                                partition, Positions.first(first, logEnd)))))));
        outbox.askOffset(partition.source());
    }

    /** Connect's offset of a partition it was asked about; empty where it has none. */
    void connectOffset(TopicPartition partition, Optional<Long> offset) {
        Consumer<Optional<Long>> waiting = awaitConnect.remove(partition);
        if (waiting != null) {
            waiting.accept(offset);
        }
    }
}
