package io.kagami.mirror.source.follow;

import io.kagami.mirror.admin.Answers;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.sync.deletion.Copies;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.TopicState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a flow's offset syncs say about its copies. A partition is the flow's alone if it is empty, or ends just where the last sync says that copying
 * stands: whoever else had written there would have moved its end.
 *
 * <p>Threading: one thread; blocks.
 */
final class FlowCopies implements Copies {

    private static final Duration WRITE = Duration.ofSeconds(10);

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
        Map<TopicPartition, OffsetSync> last = log.read().last();
        for (MirroredTopic topic : topics) {
            if (last.keySet().stream().noneMatch(copied -> copied.topic().equals(topic.source().name()))) {
                objections.put(
                        topic.targetName(), "this flow has copied nothing to it, so it may be somebody else's");
            }
            for (Map.Entry<TopicPartition, Long> end : ends(topic).entrySet()) {
                TopicPartition origin =
                        new TopicPartition(topic.source().name(), end.getKey().partition());
                objection(end.getKey(), end.getValue(), last.get(origin))
                        .ifPresent(reason -> objections.putIfAbsent(topic.targetName(), reason));
            }
        }
        return objections;
    }

    private static Optional<String> objection(TopicPartition copy, long end, @Nullable OffsetSync sync) {
        long ours = sync == null ? 0 : sync.downstreamOffset();
        return end == ours
                ? Optional.empty()
                : Optional.of("%s ends at offset %d, where this flow wrote up to %d, so others may have written there"
                        .formatted(copy, end, ours));
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

    @Override
    public void deleted(MirroredTopic topic) {
        int partitions = topic.source().partitions();
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic.source().name(), partition))
                .toList();
        log.store(all.stream().map(log::takenBack).toList(), WRITE);
    }
}
