package io.kagami.mirror.source.trouble;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.filter.TopicSelection;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics that were copied and are no longer among those the source lists. To a user who may not see a topic it looks as if it were deleted, but
 * asked for by name a broker tells the two apart: a right taken away is an event, and a deleted topic's sick notes go.
 *
 * <p>Threading: the copier's thread. No clock: time comes with the calls.
 */
public final class HiddenTopics {

    private static final Logger LOG = LoggerFactory.getLogger(HiddenTopics.class);
    private static final long ASK_AGAIN_MS = Rest.of(Duration.ofSeconds(30)).toMillis();

    private final TopicSelection selected;
    private final SourceFetcher source;
    private final EventBook book;
    private final Map<TopicPartition, EventOffsets> missing = new HashMap<>();
    private final Set<String> toAsk = new HashSet<>();
    private boolean begun;
    private long askedMs;

    /**
     * Nothing is hidden yet.
     *
     * @param selected the flow's topics
     */
    public HiddenTopics(TopicSelection selected, SourceFetcher source, EventBook book) {
        this.selected = selected;
        this.source = source;
        this.book = book;
    }

    /** The partition's topic is not listed any more. */
    public void left(TopicPartition partition, EventOffsets copied) {
        missing.put(partition, copied);
        toAsk.add(partition.topic());
    }

    /** These are all topics that are listed now. Partitions that an earlier task found sick are looked for too, once. */
    public void shown(Set<String> topics) {
        if (!begun) {
            begun = true;
            book.notedBefore().stream()
                    .filter(partition -> !topics.contains(partition.topic()))
                    .forEach(partition -> left(partition, EventOffsets.at(0, 0)));
        }
        if (!missing.isEmpty()) {
            missing.keySet().removeIf(partition -> topics.contains(partition.topic()));
        }
    }

    /** Asks about those that are missing, at once and then now and then: a right may be lost first, and the topic later. */
    public void askAgain(long nowMs) {
        if (missing.isEmpty()) {
            return;
        }
        if (nowMs - askedMs >= ASK_AGAIN_MS) {
            askedMs = nowMs;
            missing.keySet().forEach(partition -> toAsk.add(partition.topic()));
        }
        toAsk.forEach(topic -> source.whyAbsent(topic, error -> told(topic, error)));
        toAsk.clear();
    }

    private void told(String topic, Errors error) {
        Map<TopicPartition, EventOffsets> partitions = new HashMap<>(missing);
        partitions.keySet().removeIf(partition -> !partition.topic().equals(topic));
        if (error == Errors.TOPIC_AUTHORIZATION_FAILED) {
            partitions.forEach((partition, copied) -> book.stop(
                    EventKind.SOURCE_NOT_AUTHORIZED,
                    partition,
                    copied,
                    "source no longer shows the topic to this flow's user"));
        } else if (error == Errors.UNKNOWN_TOPIC_OR_PARTITION || !selected.selects(topic)) {
            partitions.forEach((partition, copied) -> {
                missing.remove(partition);
                book.gone(partition);
                LOG.info(
                        "source topic is gone topic={} partition={} upstreamOffset={}",
                        partition.topic(),
                        partition.partition(),
                        copied.upstream());
            });
        }
    }
}
