package io.kagami.mirror.sync;

import static java.util.stream.Collectors.toMap;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Two clusters A and B, a topic sync from A to B for the topics of one test, and short ways to change and look at topics. */
final class SyncFixture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    final EmbeddedCluster source;
    final EmbeddedCluster target;
    final HandClock clock = new HandClock();

    SyncFixture(EmbeddedCluster source, EmbeddedCluster target) {
        this.source = source;
        this.target = target;
    }

    /** A wait that a machine with more to do does not fail. */
    static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE);
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    /** Mirrors topics whose name begins with {@code prefix} to {@code A.<name>}. */
    TopicSync sync(String prefix) {
        return sync(prefix, property -> false, source.admin(), target.admin());
    }

    /** As {@link #sync(String)}, but looks for new topics and partitions only so often. */
    TopicSync sync(String prefix, Duration topicsInterval) {
        return sync(prefix, property -> false, source.admin(), target.admin(), topicsInterval);
    }

    TopicSync sync(String prefix, Predicate<String> useSourceDefault, Admin sourceAdmin, Admin targetAdmin) {
        return sync(prefix, useSourceDefault, sourceAdmin, targetAdmin, INTERVAL);
    }

    private TopicSync sync(
            String prefix,
            Predicate<String> useSourceDefault,
            Admin sourceAdmin,
            Admin targetAdmin,
            Duration topicsInterval) {
        return new TopicSync(sourceAdmin, targetAdmin, settings(prefix, useSourceDefault, topicsInterval), clock);
    }

    /** As {@link #sync(String)}, but every property follows. */
    TopicSync syncOfEverything(String prefix) {
        TopicSyncSettings like = settings(prefix);
        TopicSyncSettings.Configs all =
                new TopicSyncSettings.Configs(true, INTERVAL, property -> true, property -> false);
        return new TopicSync(
                source.admin(),
                target.admin(),
                new TopicSyncSettings(like.flow(), like.topics(), all, like.acls()),
                clock);
    }

    /** Those of {@link #sync(String)}. */
    TopicSyncSettings settings(String prefix) {
        return settings(prefix, property -> false, INTERVAL);
    }

    private static TopicSyncSettings settings(
            String prefix, Predicate<String> useSourceDefault, Duration topicsInterval) {
        return new TopicSyncSettings(
                Flow.of("A", "B"),
                new TopicSyncSettings.Topics(
                        topic -> topic.startsWith(prefix), topic -> "A." + topic, (short) 1, topicsInterval),
                new TopicSyncSettings.Configs(
                        true, INTERVAL, property -> !property.equals("min.insync.replicas"), useSourceDefault),
                new TopicSyncSettings.Acls(true, Duration.ofMinutes(10)));
    }

    /** The next round, one interval later. */
    SyncReport round(TopicSync sync) throws InterruptedException {
        clock.advance(INTERVAL);
        return sync.runOnce();
    }

    static void set(EmbeddedCluster cluster, String topic, String property, String value) throws Exception {
        alter(cluster, topic, new AlterConfigOp(new ConfigEntry(property, value), OpType.SET));
        await(property + " = " + value + " of " + topic)
                .until(() -> value.equals(overrides(cluster, topic).get(property)));
    }

    static void remove(EmbeddedCluster cluster, String topic, String property) throws Exception {
        alter(cluster, topic, new AlterConfigOp(new ConfigEntry(property, null), OpType.DELETE));
        awaitNoOverride(cluster, topic, property);
    }

    static void awaitNoOverride(EmbeddedCluster cluster, String topic, String property) {
        await("no " + property + " of " + topic)
                .until(() -> !overrides(cluster, topic).containsKey(property));
    }

    private static void alter(EmbeddedCluster cluster, String topic, AlterConfigOp change) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = Map.of(resource(topic), List.of(change));
        cluster.admin().incrementalAlterConfigs(changes).all().get();
    }

    static Map<String, String> overrides(EmbeddedCluster cluster, String topic) throws Exception {
        return onlyValue(cluster.admin()
                        .describeConfigs(List.of(resource(topic)))
                        .all()
                        .get())
                .entries()
                .stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private static <T> T onlyValue(Map<?, T> map) {
        return map.values().iterator().next();
    }

    static Set<String> topics(EmbeddedCluster cluster) throws Exception {
        return cluster.admin().listTopics().names().get();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    @Override
    public void close() {
        target.close();
        source.close();
    }
}
