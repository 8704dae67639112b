package io.kagami.mirror.source.start;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.start.FirstSights;
import io.kagami.mirror.offset.start.StartFrom;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Where a flow begins with partitions of which nothing was copied.
 *
 * <table>
 *   <caption>by {@code start.from}</caption>
 *   <tr><td>earliest</td><td>their first record</td></tr>
 *   <tr><td>timestamp</td><td>their first record that is not older; where there is none, those to come</td></tr>
 *   <tr><td>latest</td><td>where they ended when the flow first started with its topic lists; partitions and topics created later: their
 *       first record</td></tr>
 * </table>
 *
 * <p>Threading: one thread.
 */
public final class StartRule {

    private final StartFrom startFrom;
    private final FirstSights sights;

    StartRule(StartFrom startFrom, FirstSights sights) {
        this.startFrom = startFrom;
        this.sights = sights;
    }

    /**
     * The rule of a flow.
     *
     * @throws org.apache.kafka.common.KafkaException if it cannot be known yet
     */
    public static StartRule read(FlowConfig config) {
        StartFrom startFrom = config.startFrom();
        SyncsRead known = new SyncsRead();
        if (startFrom instanceof StartFrom.Latest) {
            new OffsetSyncsTopic(config).read(known);
            Optional<?> current = known.sights().baseline().filter(config.baseline()::equals);
            if (current.isEmpty()) {
                throw new FirstLookMissingException(config.flow());
            }
        }
        return new StartRule(startFrom, known.sights());
    }

    /** Finds where the partition begins; asks the source where it must, so the answer may come within a later poll of it. */
    public void find(TopicPartition partition, Uuid topicId, SourceFetcher source, LongConsumer answer) {
        if (startFrom instanceof StartFrom.Since since) {
            source.offsetSince(partition, since.time(), answer);
            return;
        }
        Optional<Long> noted =
                startFrom instanceof StartFrom.Latest ? sights.start(partition, topicId) : Optional.empty();
        noted.ifPresentOrElse(answer::accept, () -> source.earliestOffset(partition, answer));
    }
}
