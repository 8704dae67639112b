package io.kagami.mirror.source.start;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.filter.TopicSelection;
import io.kagami.mirror.offset.start.Baseline;
import io.kagami.mirror.offset.start.FirstSight;
import io.kagami.mirror.offset.start.FirstSightCodec;
import io.kagami.mirror.offset.start.StartFrom;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes, for a flow with {@code start.from=latest}, where its topics end when it first starts. Without that, a topic created later, or
 * one whose turn comes late, could not be told from one that was there before, and records written meanwhile would be left out.
 *
 * <p>Topics that a changed selection adds are noted when the flow first starts with it. Topics of which something was copied are not:
 * partitions they have got since begin with their first record.
 *
 * <p>Threading: one thread; blocks.
 */
public final class FirstLook {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final FlowConfig config;

    public FirstLook(FlowConfig config) {
        this.config = config;
    }

    /**
     * Does what is still to be done; nothing, if the flow does not begin with new records.
     *
     * @param source stays the caller's
     * @throws org.apache.kafka.common.KafkaException if a cluster cannot be asked now
     */
    public void take(Admin source) throws InterruptedException {
        if (!(config.startFrom() instanceof StartFrom.Latest)) {
            return;
        }
        OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(config));
        log.createIfAbsent();
        SyncsRead known = new SyncsRead();
        log.replay(known);
        Optional<Baseline> former = known.sights().baseline();
        if (former.filter(config.baseline()::equals).isPresent()) {
            return;
        }
        TopicSelection now = config.topicSelection();
        Optional<TopicSelection> before = former.map(config::topicSelection);
        Set<String> begun = known.begun();
        SourceTopics topics = new SourceTopics(source, Clock.systemUTC());
        List<String> added = topics.names().stream()
                .filter(now::selects)
                .filter(topic ->
                        before.filter(selection -> selection.selects(topic)).isEmpty())
                .filter(topic -> !begun.contains(topic))
                .toList();
        note(log, topics.ends(added));
    }

    private void note(OffsetSyncLog log, List<FirstSight> seen) {
        log.store(
                seen.stream()
                        .map(topic -> log.record(FirstSightCodec.key(topic), FirstSightCodec.value(topic)))
                        .toList(),
                PATIENCE);
        // stored when the others are safe, as it says that they are complete
        log.store(
                List.of(log.record(FirstSightCodec.baselineKey(), FirstSightCodec.value(config.baseline()))), PATIENCE);
        seen.forEach(topic -> topic.unseen()
                .keySet()
                .forEach(partition -> LOG.warn(
                        "start.from=latest: partition has no leader to tell where it ends, and begins with what is written from now on"
                                + " flow={} topic={} partition={}",
                        config.flow(),
                        topic.topic(),
                        partition)));
        LOG.info("begins with the records that come now flow={} topics={}", config.flow(), seen.size());
    }
}
