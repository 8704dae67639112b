package io.kagami.mirror.translation;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.naming.RemoteTopics;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Translates offsets between the topics of a flow's source and their copies at its target. For programs that keep their offsets outside of
 * consumer groups, such as Spark's and Flink's checkpoints, and for groups of either side. Needs the target only, and for groups the
 * cluster they are on; the source may be gone.
 *
 * <p>Offsets are those to be read next, as consumers commit them. Partitions of which the flow has copied nothing are left out of answers.
 *
 * <p>Threading: one thread; blocks.
 */
public final class OffsetTranslator implements AutoCloseable {

    private static final Set<GroupState> MEMBERLESS = Set.of(GroupState.EMPTY, GroupState.DEAD);

    private final FlowConfig config;
    private final OffsetMaps maps;

    private OffsetTranslator(FlowConfig config) {
        this.config = config;
        this.maps = OffsetMaps.of(config);
    }

    /** For a flow's settings. */
    public static OffsetTranslator of(FlowConfig config) {
        return new OffsetTranslator(config);
    }

    /**
     * For a flow of a configuration file.
     *
     * @param file the one the flow runs with
     * @param flow as in the file: {@code A->B}
     * @throws ConfigurationException if something is wrong with the file
     * @throws IllegalArgumentException if the file has no such flow
     */
    public static OffsetTranslator open(Path file, String flow) {
        MirrorConfig config = MirrorConfig.parse(PropertiesFile.read(file).settings());
        Flow found = config.flows().stream()
                .filter(each -> each.toString().equals(flow))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        file + " has no flow " + flow + " that is enabled; it has " + config.flows()));
        return of(config.flowConfig(found));
    }

    /**
     * Where readers of the source's topics go on in the copies.
     *
     * @param offsets by partition of the source
     * @return by the same partitions
     * @throws KafkaException if the target cannot be asked now
     */
    public Map<TopicPartition, TranslatedOffset> toTarget(Map<TopicPartition, Long> offsets)
            throws InterruptedException {
        maps.refresh();
        Map<TopicPartition, TranslatedOffset> answers = new HashMap<>();
        offsets.forEach((source, offset) -> maps.map(source)
                .ifPresent(map -> answers.put(
                        source, new TranslatedOffset(source, offset, copyOf(source), map.translate(offset)))));
        return answers;
    }

    /**
     * Where readers of the copies go on in the source's topics.
     *
     * @param offsets by partition of the target
     * @return by the same partitions
     * @throws KafkaException if the target cannot be asked now
     */
    public Map<TopicPartition, TranslatedOffset> toSource(Map<TopicPartition, Long> offsets)
            throws InterruptedException {
        maps.refresh();
        Map<TopicPartition, TopicPartition> sources =
                maps.partitions().stream().collect(Collectors.toMap(this::copyOf, source -> source));
        Map<TopicPartition, TranslatedOffset> answers = new HashMap<>();
        offsets.forEach((copy, offset) -> {
            TopicPartition source = sources.get(copy);
            if (source != null) {
                maps.map(source)
                        .ifPresent(map ->
                                answers.put(copy, new TranslatedOffset(copy, offset, source, map.invert(offset))));
            }
        });
        return answers;
    }

    /**
     * Where a group of the source goes on in the copies: all it has committed of topics the flow copies.
     *
     * @throws KafkaException if a cluster cannot be asked now, or there is no such group
     */
    public Map<TopicPartition, TranslatedOffset> groupToTarget(String group) throws InterruptedException {
        return toTarget(committedAtSource(group));
    }

    /**
     * Where a group of the target goes on in the source's topics: all it has committed of copies.
     *
     * @throws KafkaException if a cluster cannot be asked now, or there is no such group
     */
    public Map<TopicPartition, TranslatedOffset> groupToSource(String group) throws InterruptedException {
        return toSource(committedAtTarget(group));
    }

    /**
     * All that a group has committed at the source, also of topics the flow does not copy.
     *
     * @throws KafkaException if the source cannot be asked now
     */
    public Map<TopicPartition, Long> committedAtSource(String group) throws InterruptedException {
        return committed(config.flow().source(), config.sourceAdmin(), group);
    }

    /**
     * All that a group has committed at the target, also of topics that are no copies.
     *
     * @throws KafkaException if the target cannot be asked now
     */
    public Map<TopicPartition, Long> committedAtTarget(String group) throws InterruptedException {
        return committed(config.flow().target(), config.targetAdmin(), group);
    }

    /** Whether the flow copies a topic of the source, now or as soon as it has records. */
    public boolean copies(String topic) {
        return config.topicSelection().selects(topic);
    }

    /**
     * Whether a group has members at the target, so that its offsets there are theirs and none are committed.
     *
     * @throws KafkaException if the target cannot be asked now
     */
    public boolean hasMembersAtTarget(String group) throws InterruptedException {
        Admin admin = AdminClients.create(config.targetAdmin());
        try {
            return admin
                    .listGroups(new ListGroupsOptions())
                    .all()
                    .get(config.adminTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .stream()
                    .filter(listing -> listing.groupId().equals(group))
                    .anyMatch(listing ->
                            listing.groupState().filter(MEMBERLESS::contains).isEmpty());
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw new KafkaException("groups of " + config.flow().target() + " cannot be listed: " + cause, cause);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private TopicPartition copyOf(TopicPartition source) {
        String topic = new RemoteTopics(config.flow(), config.replicationPolicy()).remote(source.topic());
        return new TopicPartition(topic, source.partition());
    }

    private Map<TopicPartition, Long> committed(ClusterAlias cluster, Map<String, Object> settings, String group)
            throws InterruptedException {
        Admin admin = AdminClients.create(settings);
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(config.adminTimeout().toMillis(), TimeUnit.MILLISECONDS);
            Map<TopicPartition, Long> committed = new HashMap<>();
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    committed.put(partition, offset.offset());
                }
            });
            return committed;
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw new KafkaException("group " + group + " of " + cluster + " cannot be read: " + cause, cause);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        maps.close();
    }
}
