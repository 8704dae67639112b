package io.kagami.mirror.sync.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;

/** One change to one topic of the target. */
public sealed interface TopicAction {

    /** The topic's name on the target. */
    String topic();

    /** How many entries this adds to the target's metadata log: a controller refuses requests that add too many at once. */
    int metadataEntries();

    /**
     * A topic the target lacks, created with its configs so that they hold from its first record on.
     *
     * @param replicationFactor as in Kafka, -1 leaves it to the target's brokers
     */
    record CreateTopic(String topic, int partitions, short replicationFactor, Map<String, String> configs)
            implements TopicAction {

        public CreateTopic {
            if (partitions < 1) {
                throw new IllegalArgumentException("a topic has partitions: " + topic);
            }
            configs = Map.copyOf(configs);
        }

        /** The same without these configs. */
        public CreateTopic without(Set<String> properties) {
            Map<String, String> fewer = new HashMap<>(configs);
            fewer.keySet().removeAll(properties);
            return new CreateTopic(topic, partitions, replicationFactor, fewer);
        }

        @Override
        public int metadataEntries() {
            return 1 + partitions + configs.size();
        }
    }

    /** Partitions the source has and the target lacks; there is no way back. */
    record AddPartitions(String topic, int from, int to) implements TopicAction {

        public AddPartitions {
            if (to <= from) {
                throw new IllegalArgumentException("partitions only grow: %s from %d to %d".formatted(topic, from, to));
            }
        }

        @Override
        public int metadataEntries() {
            return to - from;
        }
    }

    /**
     * Config overrides that differ.
     *
     * @param sets new values by property
     * @param removals overrides that go, with their values; the properties fall back to the target's default
     */
    record AlterConfigs(String topic, Map<String, ValueChange> sets, Map<String, String> removals)
            implements TopicAction {

        public AlterConfigs {
            sets = Map.copyOf(sets);
            removals = Map.copyOf(removals);
            if (sets.isEmpty() && removals.isEmpty()) {
                throw new IllegalArgumentException("nothing to alter: " + topic);
            }
        }

        /** The same without setting these properties; empty if nothing is left to do. */
        public Optional<AlterConfigs> without(Set<String> properties) {
            Map<String, ValueChange> fewer = new HashMap<>(sets);
            fewer.keySet().removeAll(properties);
            return fewer.isEmpty() && removals.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AlterConfigs(topic, fewer, removals));
        }

        @Override
        public int metadataEntries() {
            return sets.size() + removals.size();
        }
    }

    /** A mirror that goes after its source: the very topic with this id, whatever else comes to be called so. */
    record DeleteTopic(String topic, Uuid topicId) implements TopicAction {

        @Override
        public int metadataEntries() {
            return 1;
        }
    }

    /** Bindings on {@code topic} that the target lacks. */
    record CreateAcls(String topic, List<AclBinding> bindings) implements TopicAction {

        public CreateAcls {
            bindings = List.copyOf(bindings);
        }

        @Override
        public int metadataEntries() {
            return bindings.size();
        }
    }

    /**
     * A property's old and new value.
     *
     * @param from null where the topic had no override
     */
    record ValueChange(@Nullable String from, String to) {

        /** The override that is replaced, if there is one. */
        public Optional<String> previous() {
            return Optional.ofNullable(from);
        }
    }
}
