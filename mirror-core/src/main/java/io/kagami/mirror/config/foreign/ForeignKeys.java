package io.kagami.mirror.config.foreign;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys by which files of other tools are recognised: MirrorMaker 1's options, Confluent's Replicator and Cluster Linking, uReplicator,
 * Brooklin, and the fields of Strimzi's KafkaMirrorMaker2 resource. Where there is something of the same meaning here, it is named.
 */
public final class ForeignKeys {

    private static final String MIRROR_MAKER_1 = "MirrorMaker 1";
    private static final String REPLICATOR = "Confluent Replicator";
    private static final String CLUSTER_LINKING = "Confluent Cluster Linking";
    private static final String U_REPLICATOR = "uReplicator";
    private static final String BROOKLIN = "Brooklin";
    private static final String STRIMZI = "Strimzi's KafkaMirrorMaker2 resource";

    private static final String TOPICS = "topics";
    private static final String TOPICS_EXCLUDE = "topics.exclude";
    private static final String GROUPS = "groups";
    private static final String GROUPS_EXCLUDE = "groups.exclude";
    private static final String TASKS = "tasks.max";
    private static final String SYNC_OFFSETS = "sync.group.offsets.enabled";

    private static final Map<String, ForeignKey> BY_NAME = byName();
    private static final Map<String, ForeignKey> BY_PREFIX = Map.of(
            "src.", ForeignKey.replacedBy(REPLICATOR, "the source's settings as <alias>.<key>"),
            "dest.", ForeignKey.replacedBy(REPLICATOR, "the target's settings as <alias>.<key>"),
            "confluent.", ForeignKey.dropped(REPLICATOR),
            "offset.translator.", ForeignKey.dropped(REPLICATOR),
            "provenance.header.", ForeignKey.dropped(REPLICATOR),
            "kafka.cluster.zkStr.", ForeignKey.dropped(U_REPLICATOR),
            "kafka.cluster.servers.", ForeignKey.replacedBy(U_REPLICATOR, "<alias>.bootstrap.servers"),
            "secure.kafka.cluster.servers.", ForeignKey.replacedBy(U_REPLICATOR, "<alias>.bootstrap.servers"),
            "brooklin.server.", ForeignKey.dropped(BROOKLIN));

    private ForeignKeys() {}

    /** Whose key {@code name} is, given that it is none of ours. */
    public static Optional<ForeignKey> recognise(String name) {
        ForeignKey exact = BY_NAME.get(name);
        return exact != null
                ? Optional.of(exact)
                : BY_PREFIX.entrySet().stream()
                        .filter(prefix -> name.startsWith(prefix.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    private static Map<String, ForeignKey> byName() {
        Map<String, ForeignKey> keys = new HashMap<>();
        mirrorMaker1(keys);
        replicator(keys);
        clusterLinking(keys);
        dropped(
                keys,
                U_REPLICATOR,
                Set.of(
                        "commit.zookeeper.connect",
                        "destKafkaZkPath",
                        "enableAutoWhitelist",
                        "helixClusterName",
                        "patternToExcludeTopics",
                        "srcKafkaZkPath"));
        replaced(
                keys,
                STRIMZI,
                Map.of(
                        "topicsPattern", TOPICS,
                        "topicsExcludePattern", TOPICS_EXCLUDE,
                        "topicsBlacklistPattern", TOPICS_EXCLUDE,
                        "groupsPattern", GROUPS,
                        "groupsExcludePattern", GROUPS_EXCLUDE,
                        "groupsBlacklistPattern", GROUPS_EXCLUDE,
                        "tasksMax", TASKS));
        return Map.copyOf(keys);
    }

    private static void mirrorMaker1(Map<String, ForeignKey> keys) {
        replaced(keys, MIRROR_MAKER_1, Map.of("whitelist", TOPICS, "blacklist", TOPICS_EXCLUDE, "num.streams", TASKS));
        dropped(
                keys,
                MIRROR_MAKER_1,
                Set.of(
                        "abort.on.send.failure",
                        "consumer.config",
                        "consumer.rebalance.listener",
                        "message.handler",
                        "message.handler.args",
                        "new.consumer",
                        "num.producers",
                        "offset.commit.interval.ms",
                        "producer.config",
                        "rebalance.listener.args"));
    }

    private static void replicator(Map<String, ForeignKey> keys) {
        replaced(
                keys,
                REPLICATOR,
                Map.of(
                        "topic.whitelist",
                        TOPICS,
                        "topic.regex",
                        TOPICS,
                        "topic.blacklist",
                        TOPICS_EXCLUDE,
                        "topic.poll.interval.ms",
                        "refresh.topics.interval.seconds",
                        "topic.rename.format",
                        "replication.policy.class",
                        "topic.config.sync",
                        "sync.topic.configs.enabled",
                        "topic.config.sync.interval.ms",
                        "sync.topic.configs.interval.seconds",
                        "offset.timestamps.commit",
                        SYNC_OFFSETS));
        dropped(
                keys,
                REPLICATOR,
                Set.of(
                        "fetch.offset.expiry.ms",
                        "offset.topic.commit",
                        "schema.registry.topic",
                        "schema.registry.url",
                        "schema.subject.translator.class",
                        "topic.auto.create",
                        "topic.create.backoff.ms",
                        "topic.preserve.partitions",
                        "topic.timestamp.type"));
    }

    private static void clusterLinking(Map<String, ForeignKey> keys) {
        replaced(
                keys,
                CLUSTER_LINKING,
                Map.of(
                        "acl.sync.enable", "sync.topic.acls.enabled",
                        "acl.sync.ms", "sync.topic.acls.interval.seconds",
                        "auto.create.mirror.topics.filters", TOPICS,
                        "consumer.offset.group.filters", GROUPS,
                        "consumer.offset.sync.enable", SYNC_OFFSETS,
                        "consumer.offset.sync.ms", "sync.group.offsets.interval.seconds",
                        "cluster.link.prefix", "replication.policy.class"));
        dropped(keys, CLUSTER_LINKING, Set.of("acl.filters", "auto.create.mirror.topics.enable", "link.mode"));
    }

    private static void replaced(Map<String, ForeignKey> keys, String tool, Map<String, String> oursByTheirs) {
        oursByTheirs.forEach((theirs, ours) -> keys.put(theirs, ForeignKey.replacedBy(tool, ours)));
    }

    private static void dropped(Map<String, ForeignKey> keys, String tool, Set<String> theirs) {
        theirs.forEach(key -> keys.put(key, ForeignKey.dropped(tool)));
    }
}
