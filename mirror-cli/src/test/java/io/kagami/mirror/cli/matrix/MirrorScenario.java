package io.kagami.mirror.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.testkit.cluster.TestCluster;
import io.kagami.mirror.testkit.group.PositionAudit;
import io.kagami.mirror.testkit.group.PositionCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A mirror from A to B whose process is killed, stopped and started again, while records, partitions and configs change: at the end everything must be at B, each
 * record once.
 *
 * @param a the source
 * @param b the target
 * @param protocols of groups at the source
 * @param configs of a topic at the source, which its copy is to have
 * @param refused of the same topic, from the start, which B does not take
 * @param refusedLater the same, set while the mirror runs
 * @param records of each topic
 */
record MirrorScenario(
        TestCluster a,
        TestCluster b,
        List<String> protocols,
        Map<String, String> configs,
        Map<String, String> refused,
        Map<String, String> refusedLater,
        long records) {

    private static final String SET_UP = "set-up";
    private static final String GROWING = "growing";
    private static final Pattern OTHER_EVENT = Pattern.compile(Stream.of(EventKind.values())
            .filter(kind -> kind != EventKind.CONFIG_REFUSED)
            .map(EventKind::key)
            .collect(Collectors.joining("|", " (ERROR|WARN ) (", "): ")));

    /** Runs it; throws if anything is not as it should be. */
    void run(Path folder) throws Exception {
        Path file = settings().write(folder.resolve("mirror.properties"));
        Map<String, String> created = new HashMap<>(configs);
        created.putAll(refused);
        a.createTopic(SET_UP, 1, 1, created);
        a.createTopic(GROWING, 1);
        List<Path> outputs = new ArrayList<>();
        try (Original original = new Original(a, records)) {
            original.writeMore();
            try (ReplicatorProcess killed = start(file, folder, outputs)) {
                original.awaitMoreCopied(b);
                original.writeMore();
                original.awaitMoreCopied(b);
                killed.kill();
            }
            original.writeMore();
            try (ReplicatorProcess stopped = start(file, folder, outputs)) {
                original.awaitMoreCopied(b);
                stopped.terminate();
            }
            try (ReplicatorProcess last = start(file, folder, outputs)) {
                a.growTopic(GROWING, 4);
                set(SET_UP, refusedLater);
                set(SET_UP, Map.of("retention.ms", "123456789"));
                assertThat(original.finish(b)).as("copies that are not exact").isEmpty();
                assertPositionsFollow(original.stopGroups(protocols));
                eventually().until(() -> b.partitionCount("A." + GROWING) == 4);
                assertConfigsFollow();
                assertThatRefusalsAreSaid(last);
                assertNothingElseIsWrong(outputs);
            }
        }
    }

    private ReplicatorFile settings() {
        return ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                .with(Map.of(
                        "A->B.topics", "codec-.*," + Original.TRANSACTIONS + "," + SET_UP + "," + GROWING,
                        "checkpoints.topic.replication.factor", "1",
                        "heartbeats.topic.replication.factor", "1",
                        "sync.group.offsets.enabled", "true",
                        "sync.group.offsets.interval.seconds", "1",
                        "emit.checkpoints.interval.seconds", "1",
                        "refresh.groups.interval.seconds", "1",
                        "tasks.max", "2"))
                .with(Map.of(
                        "B.session.timeout.ms", "6000",
                        "B.heartbeat.interval.ms", "1000",
                        "B.scheduled.rebalance.max.delay.ms", "500"));
    }

    private static ReplicatorProcess start(Path file, Path folder, List<Path> outputs) {
        Path output = folder.resolve("process-" + outputs.size() + ".log");
        outputs.add(output);
        return ReplicatorProcess.start(file, output);
    }

    private void assertPositionsFollow(Collection<String> groups) {
        Set<String> topics = Set.of(Original.TRANSACTIONS);
        eventually().untilAsserted(() -> {
            PositionAudit audit =
                    new PositionAudit(a.directProperties(), b.directProperties(), topics, topic -> "A." + topic);
            for (String group : groups) {
                Map<TopicPartition, Long> copied = committed(b, group);
                committed(a, group).forEach((partition, offset) -> {
                    Long position = copied.get(audit.copyOf(partition));
                    PositionCheck check = audit.check(
                            group,
                            partition,
                            offset,
                            position == null ? OptionalLong.empty() : OptionalLong.of(position));
                    assertThat(check.isExact()).as(check.toString()).isTrue();
                });
            }
        });
    }

    private static Map<TopicPartition, Long> committed(TestCluster cluster, String group) throws Exception {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        cluster.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    private void assertConfigsFollow() {
        Map<String, String> wanted = new HashMap<>(configs);
        wanted.put("retention.ms", "123456789");
        eventually().untilAsserted(() -> assertThat(overrides(b, "A." + SET_UP)).isEqualTo(wanted));
    }

    private void assertThatRefusalsAreSaid(ReplicatorProcess process) {
        Set<String> properties = new HashSet<>(refused.keySet());
        properties.addAll(refusedLater.keySet());
        for (String property : properties) {
            String event = "config-refused: topic A." + SET_UP + " goes without " + property + " = ";
            eventually()
                    .untilAsserted(() -> assertThat(process.output().split(Pattern.quote(event), -1))
                            .as("once: " + event + " in: " + process.output())
                            .hasSize(2));
        }
    }

    private static void assertNothingElseIsWrong(List<Path> outputs) throws Exception {
        for (Path output : outputs) {
            assertThat(Files.readAllLines(output))
                    .as(output.toString())
                    .noneMatch(line -> OTHER_EVENT.matcher(line).find())
                    .noneMatch(line -> line.contains("Could not "));
        }
    }

    private void set(String topic, Map<String, String> properties) throws Exception {
        Collection<AlterConfigOp> changes = properties.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        if (!changes.isEmpty()) {
            a.admin()
                    .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes))
                    .all()
                    .get();
        }
    }

    private static Map<String, String> overrides(TestCluster cluster, String topic) throws Exception {
        Map<String, String> overrides = new HashMap<>();
        cluster
                .admin()
                .describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic)))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .entries()
                .stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .forEach(entry -> overrides.put(entry.name(), entry.value()));
        return overrides;
    }

    private static ConditionFactory eventually() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }
}
