package io.kagami.mirror.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A plan before the first start, after it, and after each kind of change; held against what the process then does. */
@SuppressWarnings("NullAway.Init")
class PlanIT {

    private static final Duration CONVERGED_WITHIN = Duration.ofSeconds(90);
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    @TempDir
    private static Path folder;

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;

    private StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        a = EmbeddedCluster.builder().name("A").authorizer().start();
        b = EmbeddedCluster.builder().name("B").authorizer().start();
        a.createTopic("orders", 2, 1, Map.of("retention.ms", "90000000"));
        write(200);
        commit(40);
        a.admin().createAcls(List.of(mayRead("orders", "alice"))).all().get();
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @Test
    void announcesWhatAStartThenDoesAndNothingAfterwards() throws Exception {
        Path file = file().write(folder.resolve("mirror.properties"));
        Map<String, Set<String>> before = topics();

        assertThat(plan(file, "--detailed-exitcode")).as(err.toString()).isEqualTo(1);

        assertThat(out.toString()).isEqualTo("""
                A->B
                  + internal topic mm2-kagami-syncs.A.internal on B
                      partitions = 1
                      replication.factor = 1
                  + internal topic A.checkpoints.internal on B
                      partitions = 1
                      replication.factor = 1
                  + internal topic heartbeats on B
                      partitions = 1
                      replication.factor = 1
                  + internal topic heartbeats on A
                      partitions = 1
                      replication.factor = 1
                  + topic A.orders on B
                      partitions = 2
                      replication.factor = 1
                      retention.ms = 90000000
                  + ACLs of topic A.orders on B
                      User:alice from * = ALLOW READ
                  + positions of group billing on B
                      A.orders-0 = its place, when copied
                  + connector A.MirrorSourceConnector on B
                  + connector A.MirrorCheckpointConnector on B
                  + connector A.MirrorHeartbeatConnector on B

                worker of B
                  + internal topic kagami-configs.internal on B
                      partitions = 1
                      replication.factor = 1
                  + internal topic kagami-offsets.internal on B
                      partitions = 25
                      replication.factor = 1
                  + internal topic kagami-status.internal on B
                      partitions = 5
                      replication.factor = 1

                13 to create, 0 to alter, 0 to delete. Nothing was written.
                """);
        assertThat(topics()).isEqualTo(before);
        assertThat(b.admin().listGroups().all().get()).isEmpty();

        Set<String> announced = created(file);
        runUntilNoChange(file);

        announced.add("A.heartbeats"); // of a topic that did not exist when the plan was made
        assertThat(topics().get("B")).containsExactlyInAnyOrderElementsOf(announced);
        assertThat(plan(file, "--detailed-exitcode")).isZero();
        assertThat(out.toString()).isEqualTo("No change.\n");

        changeSomethingOfEachKind();
        Path changed = file().with("A->B.tasks.max", "2")
                .with("emit.heartbeats.enabled", "false")
                .write(folder.resolve("changed.properties"));

        assertThat(plan(changed)).as(err.toString()).isZero();

        assertThat(out.toString()).isEqualTo("""
                A->B
                  ~ topic A.orders on B
                      partitions = 2 -> 3
                  ~ configuration of topic A.orders on B
                      max.message.bytes = 70000 -> (none)
                      retention.ms = 90000000 -> 80000000
                  + ACLs of topic A.orders on B
                      User:bob from * = ALLOW READ
                  ~ positions of group billing on B
                      A.orders-0 = 40 -> 60
                  ~ connector A.MirrorSourceConnector on B
                      emit.heartbeats.enabled = (none) -> false
                      tasks.max = 1 -> 2
                  ~ connector A.MirrorCheckpointConnector on B
                      emit.heartbeats.enabled = (none) -> false
                      tasks.max = 1 -> 2
                  - connector A.MirrorHeartbeatConnector on B

                1 to create, 5 to alter, 1 to delete. Nothing was written.
                """);

        runUntilNoChange(changed);
    }

    @Test
    void namesTheClusterThatDoesNotAnswer() {
        Path file = file().with("A.bootstrap.servers", "localhost:1").write(folder.resolve("silent.properties"));

        CommandLine line = line();
        line.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            err.append(failure.getMessage());
            return 2;
        });
        assertThat(line.execute(file.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("A.bootstrap.servers").contains("cannot be asked");
        assertThat(out.toString()).isEmpty();
    }

    private static void changeSomethingOfEachKind() throws Exception {
        a.admin()
                .createPartitions(Map.of("orders", NewPartitions.increaseTo(3)))
                .all()
                .get();
        set(a, "orders", "retention.ms", "80000000");
        set(b, "A.orders", "max.message.bytes", "70000");
        a.admin().createAcls(List.of(mayRead("orders", "bob"))).all().get();
        commit(60);
    }

    private void runUntilNoChange(Path file) throws IOException {
        Path output = folder.resolve(file.getFileName() + ".out");
        try (ReplicatorProcess process = ReplicatorProcess.start(file, output)) {
            await().atMost(CONVERGED_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(plan(file)).as(process.output()).isZero();
                assertThat(out.toString()).isEqualTo("No change.\n");
            });
            assertThat(process.terminate()).isEqualTo(143);
        }
    }

    /** Names of all topics that are to be created on B. */
    private Set<String> created(Path file) throws IOException {
        assertThat(plan(file, "--json")).isZero();
        Set<String> names = new TreeSet<>();
        for (JsonNode part : new ObjectMapper().readTree(out.toString()).get("parts")) {
            for (JsonNode change : part.get("changes")) {
                if (change.get("kind").asText().endsWith("topic")
                        && change.get("cluster").asText().equals("B")) {
                    names.add(change.get("name").asText());
                }
            }
        }
        return names;
    }

    private int plan(Path file, String... options) {
        out = new StringWriter();
        String[] args = new String[options.length + 1];
        args[0] = file.toString();
        System.arraycopy(options, 0, args, 1, options.length);
        return line().execute(args);
    }

    private CommandLine line() {
        return new CommandLine(new PlanCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private static ReplicatorFile file() {
        return ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                .with(Map.of(
                        "checkpoints.topic.replication.factor", "1",
                        "heartbeats.topic.replication.factor", "1",
                        "sync.group.offsets.enabled", "true",
                        "sync.topic.acls.interval.seconds", "5",
                        "A->B.topics", "orders"));
    }

    private static Map<String, Set<String>> topics() throws Exception {
        Map<String, Set<String>> names = new TreeMap<>();
        for (EmbeddedCluster cluster : List.of(a, b)) {
            names.put(
                    cluster.name(),
                    new TreeSet<>(cluster.admin()
                            .listTopics(new ListTopicsOptions().listInternal(false))
                            .names()
                            .get()));
        }
        return names;
    }

    private static void write(int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                new TreeMap<String, Object>(a.clientProperties()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                sent.add(producer.send(new ProducerRecord<>("orders", i % 2, null, new byte[] {1})));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    private static void commit(long offset) throws Exception {
        a.admin()
                .alterConsumerGroupOffsets("billing", Map.of(ORDERS, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static void set(EmbeddedCluster cluster, String topic, String property, String value) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(property, value), OpType.SET)));
        cluster.admin().incrementalAlterConfigs(changes).all().get();
    }

    private static AclBinding mayRead(String topic, String user) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", AclOperation.READ, AclPermissionType.ALLOW));
    }
}
