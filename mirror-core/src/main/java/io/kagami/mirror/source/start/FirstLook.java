package io.kagami.mirror.source.start;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.filter.TopicSelection;
import io.kagami.mirror.offset.start.Baseline;
import io.kagami.mirror.offset.start.FirstSight;
import io.kagami.mirror.offset.start.FirstSightCodec;
import io.kagami.mirror.offset.start.StartFrom;
import java.util.List;
import java.util.Optional;
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
        OffsetSyncsTopic log = new OffsetSyncsTopic(config);
        log.create();
        SyncsRead known = new SyncsRead();
        log.read(known);
        Optional<Baseline> former = known.sights().baseline();
        if (former.filter(config.baseline()::equals).isPresent()) {
            return;
        }
        TopicSelection now = config.topicSelection();
        Optional<TopicSelection> before = former.map(config::topicSelection);
        SourceTopics topics = new SourceTopics(source);
        List<String> added = topics.names().stream()
                .filter(now::selects)
                .filter(topic ->
                        before.filter(selection -> selection.selects(topic)).isEmpty())
                .filter(topic -> !known.hasBegun(topic))
                .toList();
        note(log, topics.ends(added));
    }

    private void note(OffsetSyncsTopic log, List<FirstSight> seen) throws InterruptedException {
        log.write(seen.stream()
                .map(topic -> log.entry(FirstSightCodec.key(topic), FirstSightCodec.value(topic)))
                .toList());
        // written when the others are safe, as it says that they are complete
        log.write(List.of(log.entry(FirstSightCodec.baselineKey(), FirstSightCodec.value(config.baseline()))));
        LOG.info("begins with the records that come now flow={} topics={}", config.flow(), seen.size());
    }
}
