package io.kagami.mirror.sync;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.filter.ConfigPropertySelection;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What one flow's topics follow, and by which rules. */
public record TopicSyncSettings(Flow flow, Topics topics, Configs configs, Acls acls) {

    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final short BROKER_DEFAULT = -1;

    /** As a source connector's settings say. */
    public static TopicSyncSettings of(FlowConfig config) {
        Duration interval = shortestInterval(config);
        ConfigPropertySelection properties = config.configPropertySelection();
        return new TopicSyncSettings(
                config.flow(),
                new Topics(
                        config.topicSelection()::selects,
                        config.remoteTopics()::remote,
                        config.replicationFactor().orElse(BROKER_DEFAULT),
                        config.refreshTopicsInterval().orElse(NEVER)),
                new Configs(
                        config.syncTopicConfigsInterval().isPresent(),
                        config.syncTopicConfigsInterval().orElse(interval),
                        properties::selects,
                        properties::copiesSourceDefault),
                new Acls(
                        config.syncTopicAclsInterval().isPresent(),
                        config.syncTopicAclsInterval().orElse(interval)));
    }

    /** How often there is something to do at all. */
    public static Duration shortestInterval(FlowConfig config) {
        return Stream.of(
                        config.refreshTopicsInterval(),
                        config.syncTopicConfigsInterval(),
                        config.syncTopicAclsInterval())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    /**
     * Which topics are mirrored, and under which name.
     *
     * @param filter whether a topic of the source is mirrored; answers for internal topics and cycles, too
     * @param targetName from a topic's name on the source to its name on the target
     * @param replicationFactor of topics created at the target; as in Kafka, -1 leaves it to the target's brokers
     * @param interval how often new topics and partitions are looked for, after the first time
     */
    public record Topics(
            Predicate<String> filter, UnaryOperator<String> targetName, short replicationFactor, Duration interval) {

        public Topics {
            if (replicationFactor < 1 && replicationFactor != -1) {
                throw new IllegalArgumentException("replication factor must be -1 or at least 1: " + replicationFactor);
            }
        }
    }

    /**
     * How topic configs follow. New topics get their configs even when this is not enabled.
     *
     * @param interval how often both clusters' configs are compared
     * @param mirrored whether a property is mirrored at all
     * @param useSourceDefault whether a property that has its built-in default at the source is written to the target as a value
     */
    public record Configs(
            boolean enabled, Duration interval, Predicate<String> mirrored, Predicate<String> useSourceDefault) {}

    /**
     * How topic ACLs follow.
     *
     * @param interval how often both clusters' ACLs are compared
     */
    public record Acls(boolean enabled, Duration interval) {}
}
