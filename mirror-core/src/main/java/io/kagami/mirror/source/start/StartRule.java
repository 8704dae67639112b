package io.kagami.mirror.source.start;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.start.FirstSights;
import io.kagami.mirror.offset.start.StartFrom;
import io.kagami.mirror.source.position.Beginning;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Where a flow begins with partitions of which nothing was copied.
 *
 * <table>
 *   <caption>by {@code start.from}</caption>
 *   <tr><td>earliest</td><td>their first record</td></tr>
 *   <tr><td>timestamp</td><td>their first record that is not older; where there is none, those to come</td></tr>
 *   <tr><td>latest</td><td>where they ended when the flow first started with its topic lists, or, if they had no leader then to tell, their first
 *       record that is not older than that; partitions and topics created later: their first record</td></tr>
 * </table>
 *
 * <p>Threading: one thread.
 */
public final class StartRule {

    /** A rule that may have to be waited for. */
    public interface Reading {
        /**
         * Reads it.
         *
         * @throws org.apache.kafka.common.KafkaException if it cannot be known yet
         */
        StartRule read() throws InterruptedException;
    }

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
    public static StartRule read(FlowConfig config) throws InterruptedException {
        StartFrom startFrom = config.startFrom();
        SyncsRead known = new SyncsRead();
        if (startFrom instanceof StartFrom.Latest) {
            OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(config));
            log.createIfAbsent();
            log.replay(known);
            Optional<?> current = known.sights().baseline().filter(config.baseline()::equals);
            if (current.isEmpty()) {
                throw new FirstLookMissingException(config.flow());
            }
        }
        return new StartRule(startFrom, known.sights());
    }

    /** The time before which nothing of the partition is copied; empty if the rule is another. */
    public Optional<Instant> since(TopicPartition partition, Uuid topicId) {
        if (startFrom instanceof StartFrom.Since since) {
            return Optional.of(since.time());
        }
        return startFrom instanceof StartFrom.Latest ? sights.unseenSince(partition, topicId) : Optional.empty();
    }

    /** Where the partition ended at first sight, if that is where it begins. */
    public Optional<Long> noted(TopicPartition partition, Uuid topicId) {
        return startFrom instanceof StartFrom.Latest ? sights.start(partition, topicId) : Optional.empty();
    }

    /** The rule applied to a source. */
    public Beginning at(SourceFetcher source) {
        return (partition, topicId, answer) -> {
            Optional<Instant> since = since(partition, topicId);
            if (since.isPresent()) {
                source.offsetSince(partition, since.get(), answer);
                return;
            }
            noted(partition, topicId).ifPresentOrElse(answer::accept, () -> source.earliestOffset(partition, answer));
        };
    }
}
