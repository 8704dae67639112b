package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.audit.LateWrites;
import io.kagami.mirror.source.compare.ReturnedRecords;
import io.kagami.mirror.source.compare.TailComparison;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What placing needs.
 *
 * @param beginning for partitions of which nothing was copied
 * @param noteWriter notes a producer id before something is written under it; blocks
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
        Consumer<ProducerPosition> noteWriter,
        ExecutorService slow,
        Consumer<Runnable> copierThread) {

    /**
     * What comparing source and copy needs.
     *
     * @param source consumer settings of the source
     * @param target consumer settings of the target
     * @param returned finds records in between that came from the target
     * @param begun hears of each comparison
     */
    public record TailComparisonClients(
            Map<String, Object> source, Map<String, Object> target, ReturnedRecords.Reading returned, Runnable begun) {

        TailComparison comparison() {
            return new TailComparison(source, target, returned, begun);
        }
    }

    /** Asks the target for a producer id; the copier's thread hears of it. */
    void freshWriter(Consumer<ProducerPosition> answer) {
        target.newProducer(fresh -> copierThread.accept(() -> answer.accept(fresh)));
    }

    /** Notes a producer id nobody has used yet as one the flow writes under; blocks. */
    ProducerPosition noted(ProducerPosition fresh) {
        noteWriter.accept(fresh);
        return fresh;
    }

    /** Hears where partitions go on. */
    public interface Listener {
        void placed(TopicPartition source, Place place);

        /** It could not be found out now. */
        void notPlaced(TopicPartition source, KafkaException reason);

        /** Connect's offset of the partition is wanted: {@link Placement#connectOffset}. */
        void askConnect(TopicPartition source);
    }
}
