package io.kagami.mirror.source.start;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.start.FirstSight;
import io.kagami.mirror.offset.start.FirstSightCodec;
import io.kagami.mirror.offset.start.StartFrom;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets or resets positions of a stopped connector. What this takes back is the offset sync at the target, by which copying goes on; where
 * there is none, the position Connect stores after this counts, and where it stores none, {@code start.from} does. Either way copying
 * begins with a new claim behind what the copy has, so none of that is counted against the new position.
 *
 * <p>Threading: one thread; blocks.
 */
public final class PositionChange {

    private static final Logger LOG = LoggerFactory.getLogger(PositionChange.class);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final FlowConfig config;

    public PositionChange(FlowConfig config) {
        this.config = config;
    }

    /**
     * Does what was asked, all of it or nothing but for a target that fails half-way.
     *
     * @param offsets as Connect hands them over
     * @throws ConnectException with all that is wrong with the request, or with what cluster failed how
     */
    public void apply(Map<Map<String, ?>, Map<String, ?>> offsets) {
        PositionRequest request = PositionRequest.parse(config.flow().source(), offsets);
        if (request.moved().isEmpty() && request.reset().isEmpty()) {
            return;
        }
        try {
            Map<String, FirstSight> ends = sourceEnds(request);
            PositionRequest.throwIfAny(problems(request, ends));
            take(request, ends);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted; positions may have been changed at the target", e);
        } catch (KafkaException e) {
            if (e instanceof ConnectException) {
                throw e;
            }
            throw new ConnectException("positions could not be changed: " + e.getMessage(), e);
        }
    }

    /** Where the topics end that this matters for. */
    private Map<String, FirstSight> sourceEnds(PositionRequest request) throws InterruptedException {
        Set<TopicPartition> matter = new HashSet<>(request.moved().keySet());
        if (startsAtLatest()) {
            matter.addAll(request.reset());
        }
        if (matter.isEmpty()) {
            return Map.of();
        }
        Admin admin = AdminClients.create(config.sourceAdmin());
        try {
            return new SourceTopics(admin, Clock.systemUTC())
                    .ends(matter.stream().map(TopicPartition::topic).collect(Collectors.toSet())).stream()
                            .collect(Collectors.toMap(FirstSight::topic, topic -> topic));
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private List<String> problems(PositionRequest request, Map<String, FirstSight> ends) {
        List<String> problems = new ArrayList<>();
        request.moved().forEach((partition, lastCopied) -> {
            Optional<Long> end = end(partition, ends);
            if (end.isEmpty()) {
                problems.add(partition + ": " + config.flow().source() + " has no such topic and partition");
            } else if (!config.topicSelection().selects(partition.topic())) {
                problems.add(partition + ": this connector does not mirror the topic");
            } else if (lastCopied >= end.get()) {
                problems.add(partition + ": offset " + lastCopied + " is beyond the end, the last record has "
                        + (end.get() - 1));
            }
        });
        return problems;
    }

    private static Optional<Long> end(TopicPartition partition, Map<String, FirstSight> ends) {
        return Optional.ofNullable(ends.get(partition.topic()))
                .map(topic -> topic.starts().get(partition.partition()));
    }

    private void take(PositionRequest request, Map<String, FirstSight> ends) throws InterruptedException {
        OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(config));
        log.createIfAbsent();
        List<ProducerRecord<byte[], byte[]>> entries = new ArrayList<>();
        if (startsAtLatest()) {
            SyncsRead known = new SyncsRead();
            log.replay(known);
            seenAnew(request.reset(), ends, known)
                    .forEach(
                            topic -> entries.add(log.record(FirstSightCodec.key(topic), FirstSightCodec.value(topic))));
        }
        request.moved().keySet().forEach(partition -> entries.add(log.takenBack(partition)));
        request.reset().forEach(partition -> entries.add(log.takenBack(partition)));
        log.store(entries, PATIENCE);
        request.moved()
                .forEach((partition, lastCopied) -> LOG.info(
                        "position set flow={} topic={} partition={} upstreamOffset={}",
                        config.flow(),
                        partition.topic(),
                        partition.partition(),
                        lastCopied + 1));
        request.reset()
                .forEach(partition -> LOG.warn(
                        "position reset, records that were copied before may be copied again flow={} topic={} partition={} start.from={}",
                        config.flow(),
                        partition.topic(),
                        partition.partition(),
                        config.startFrom()));
    }

    /** What is reset under {@code latest} begins where it ends now, as if it were seen for the first time; the rest of its topic as before. */
    private static List<FirstSight> seenAnew(Set<TopicPartition> reset, Map<String, FirstSight> ends, SyncsRead known) {
        Set<String> topics = reset.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        return ends.values().stream()
                .filter(now -> topics.contains(now.topic()))
                .map(now -> seenAnew(reset, now, known))
                .toList();
    }

    private static FirstSight seenAnew(Set<TopicPartition> reset, FirstSight now, SyncsRead known) {
        Map<Integer, Long> starts = new HashMap<>();
        now.starts().forEach((number, end) -> {
            TopicPartition partition = new TopicPartition(now.topic(), number);
            Optional<Long> start = reset.contains(partition)
                    ? Optional.of(end)
                    : known.sights().start(partition, now.topicId());
            start.ifPresent(offset -> starts.put(number, offset));
        });
        Map<Integer, Instant> unseen = new HashMap<>();
        Stream.concat(now.starts().keySet().stream(), now.unseen().keySet().stream())
                .filter(number -> !reset.contains(new TopicPartition(now.topic(), number)))
                .forEach(number -> known.sights()
                        .unseenSince(new TopicPartition(now.topic(), number), now.topicId())
                        .ifPresent(time -> unseen.put(number, time)));
        now.unseen().forEach((number, time) -> {
            if (reset.contains(new TopicPartition(now.topic(), number))) {
                unseen.put(number, time);
            }
        });
        return new FirstSight(now.topic(), now.topicId(), starts, unseen);
    }

    private boolean startsAtLatest() {
        return config.startFrom() instanceof StartFrom.Latest;
    }
}
