package io.kagami.mirror.source.follow;

import io.kagami.mirror.admin.Answers;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.StoredMaps;
import io.kagami.mirror.offset.start.FirstSightCodec;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.sync.deletion.Copies;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.TopicState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What a flow's offset maps say about its copies. A copy is the flow's alone if the maps know, of each record in it, which one of the source it is:
 * whoever else wrote there left a gap or moved the end.
 *
 * <p>What is known of a copy stays when the copy goes: by the topic id in it, whoever meets a topic of that name again, in this process or another
 * one, finds that it is not the one that was copied. Connect's offset, which stays too, does not tell.
 *
 * <p>Threading: one thread; blocks.
 */
final class FlowCopies implements Copies {

    private final OffsetSyncLog log;
    private final Admin target;

    FlowCopies(FlowConfig config, Admin target) {
        this.log = new OffsetSyncLog(OffsetSyncTopic.of(config));
        this.target = target;
    }

    @Override
    public Map<String, String> objections(Collection<MirroredTopic> topics) throws InterruptedException {
        Map<String, String> objections = new HashMap<>();
        if (topics.isEmpty()) {
            return objections;
        }
        Known known = known();
        for (MirroredTopic topic : topics) {
            String source = topic.source().name();
            Map<TopicPartition, Long> ends = ends(topic);
            if (ends.values().stream().allMatch(end -> end == 0)) {
                objections.put(topic.targetName(), "nothing was copied to it, so it may be somebody else's");
            }
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                TopicPartition copy = end.getKey();
                TopicPartition partition = new TopicPartition(source, copy.partition());
                if (end.getValue() > 0
                        && known.isOfAnotherTopic(partition, topic.source().topicId())) {
                    objections.put(
                            topic.targetName(),
                            "what it holds is of a topic " + source
                                    + " that was there before the one that is gone now");
                }
                OffsetMap map = known.maps.get(partition);
                if (end.getValue() > 0 && (map == null || !map.coversCopy(end.getValue()))) {
                    objections.putIfAbsent(
                            topic.targetName(),
                            copy + " ends at offset " + end.getValue() + ", and not all of its records are known to be"
                                    + " copies: others may have written there");
                }
            }
        }
        return objections;
    }

    /**
     * What the log says of source partitions.
     *
     * @param topicIds of the topics they were copied from last
     */
    private record Known(Map<TopicPartition, OffsetMap> maps, Map<TopicPartition, Uuid> topicIds) {

        /** A topic that was made anew, and deleted again before anything was copied of it, takes nothing with it. */
        boolean isOfAnotherTopic(TopicPartition partition, Uuid gone) {
            Uuid copied = topicIds.getOrDefault(partition, Uuid.ZERO_UUID);
            return !copied.equals(Uuid.ZERO_UUID) && !copied.equals(gone);
        }
    }

    private Known known() throws InterruptedException {
        StoredMaps stored = new StoredMaps(OffsetMap::new);
        Map<TopicPartition, Uuid> topicIds = new HashMap<>();
        log.replay(record -> {
            try {
                boolean isOnlyOfMaps = stored.take(record.key(), record.value());
                if (!isOnlyOfMaps && record.value() != null && !FirstSightCodec.isOurs(record.key())) {
                    OffsetSync sync = OffsetSyncCodec.decode(record.key(), record.value());
                    topicIds.put(new TopicPartition(sync.topic(), sync.partition()), sync.topicId());
                }
            } catch (IllegalArgumentException foreign) {
                return; // nothing of ours
            }
        });
        return new Known(stored.all(), topicIds);
    }

    private Map<TopicPartition, Long> ends(MirroredTopic topic) throws InterruptedException {
        TopicState mirror = topic.mirror();
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; mirror != null && partition < mirror.partitions(); partition++) {
            asked.put(new TopicPartition(topic.targetName(), partition), OffsetSpec.latest());
        }
        ListOffsetsResult result = target.listOffsets(asked);
        Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> futures = new HashMap<>();
        asked.keySet().forEach(partition -> futures.put(partition, result.partitionResult(partition)));
        Answers<TopicPartition, ListOffsetsResultInfo> answers = Answers.await(futures);
        Optional<Throwable> error = answers.errors().values().stream().findFirst();
        if (error.isPresent()) {
            throw new KafkaException("where " + topic.targetName() + " ends is not known: " + error.get(), error.get());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        answers.values().forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }
}
