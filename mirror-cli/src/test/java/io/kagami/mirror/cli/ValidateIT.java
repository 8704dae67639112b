package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.ClientSecurity;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.NothingLost;
import io.kagami.mirror.testkit.guarantee.NothingTwice;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.security.AclLines;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A user who may do nothing, then what the command tells to grant, and then all that a mirror does. */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ValidateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final RecordSet ORDERS = RecordSet.of("orders", 2, 2_000);
    private static final TopicPartition COPY = new TopicPartition("A.orders", 0);

    /** Where MirrorMaker 2 keeps how far it copied from A. */
    private static final String FORMER = "mm2-offsets.A.internal";

    @TempDir
    private static Path folder;

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;
    private static String file;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        a = secured("A");
        b = secured("B");
        a.createTopic(ORDERS.topic(), ORDERS.partitions());
        TopicWriter.write(a.directProperties(), ORDERS, WriteStyle.codec("lz4"));
        a.admin()
                .alterConsumerGroupOffsets(
                        "billing", Map.of(new TopicPartition("orders", 0), new OffsetAndMetadata(600)))
                .all()
                .get();
        file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                .with(Map.of(
                        "A->B.topics", "orders",
                        "A->B.groups", "billing",
                        "sync.group.offsets.enabled", "true",
                        "checkpoints.topic.replication.factor", "1",
                        "heartbeats.topic.replication.factor", "1"))
                .write(folder.resolve("mirror.properties"))
                .toString();
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @Test
    @Order(1)
    void isCleanOnceWhatItPrintsIsGranted() throws Exception {
        assertThat(validate("--json")).isEqualTo(2);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        Map<String, List<String>> commands = commands(report);
        assertThat(commands.get("A"))
                .anyMatch(line ->
                        line.endsWith("--add --allow-principal User:mirror --operation Read --operation Describe"
                                + " --operation DescribeConfigs --topic orders"))
                .anyMatch(line -> line.endsWith("--operation Describe --group billing"))
                .anyMatch(line ->
                        line.endsWith("--operation Read --operation Write --operation Create --operation Describe"
                                + " --operation DescribeConfigs --topic heartbeats"));
        assertThat(commands.get("B"))
                .anyMatch(line -> line.contains("--topic A. --resource-pattern-type prefixed"))
                .anyMatch(line -> line.endsWith("--operation Read --group kagami-B"))
                .anyMatch(line -> line.contains("--topic mm2-kagami-syncs.A.internal"));

        grant(a, commands.getOrDefault("A", List.of()));
        grant(b, commands.getOrDefault("B", List.of()));

        assertThat(validate("--strict")).as(out.toString()).isZero();
        assertThat(out.toString()).contains("not known without writing to B").doesNotContain("lacks rights");
    }

    @Test
    @Order(2)
    void whereThereAreCopiesOfMirrorMakerItsPositionsMustBeSeenAndRead() throws Exception {
        b.createTopic(COPY.topic(), ORDERS.partitions());
        assertThat(validate()).isZero();
        assertThat(out.toString())
                .as("nobody tells whether it is there")
                .contains("WARN", "lacks rights at B: Read+Describe on topic " + FORMER, "--topic " + FORMER);

        b.createTopic(FORMER, 1);
        grant(b, List.of(granting(AclOperation.DESCRIBE)));
        assertThat(validate()).isEqualTo(2);
        assertThat(out.toString()).contains("ERROR A->B\n  lacks rights at B: Read on topic " + FORMER + "\n");

        grant(b, List.of(granting(AclOperation.READ)));
        assertThat(validate("--strict")).as(out.toString()).isZero();
    }

    @Test
    @Order(3)
    void withThoseRightsAndNoOthersEverythingFollows() throws Exception {
        try (ReplicatorProcess mirror = ReplicatorProcess.start(Path.of(file), folder.resolve("mirror.log"))) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        assertThat(copied()).isEqualTo(ORDERS.count());
                        assertThat(position()).isEqualTo(600);
                    });
            assertThat(mirror.output()).doesNotContainIgnoringCase("authoriz");
            assertThat(mirror.terminate()).isEqualTo(143);
        }
        TopicCopy copy = TopicCopy.of(ORDERS, b.directProperties(), COPY.topic());
        new NothingLost().check(copy).orThrow();
        new NothingTwice().check(copy).orThrow();

        assertThat(validate("--strict")).as(out.toString()).isZero();
        assertThat(out.toString()).as("what is there tells of itself").doesNotContain("not known without writing");
    }

    @Test
    @Order(4)
    void namesTheOneRightThatWasTakenAway() throws Exception {
        AclBinding denied = binding(
                new ResourcePattern(ResourceType.TOPIC, COPY.topic(), PatternType.LITERAL),
                AclOperation.WRITE,
                AclPermissionType.DENY);
        b.admin().createAcls(List.of(denied)).all().get();

        assertThat(validate()).isEqualTo(2);

        assertThat(out.toString()).contains("ERROR A->B\n  lacks rights at B: Write on topic A.orders\n");
        b.admin().deleteAcls(List.of(denied.toFilter())).all().get();
        assertThat(validate()).isZero();
    }

    @Test
    @Order(5)
    void aWrongPasswordIsOneFindingAndTheOtherClusterIsAskedAllTheSame() throws Exception {
        Map<String, String> wrong = new TreeMap<>(b.clientProperties());
        wrong.computeIfPresent("sasl.jaas.config", (key, login) -> login.replace("mirror-secret", "guessed"));
        String other = ReplicatorFile.between(a.clientProperties(), wrong)
                .with("A->B.topics", "orders, nothing.*")
                .write(folder.resolve("wrong.properties"))
                .toString();

        assertThat(run("validate", "--online", "--timeout", "10", other)).isEqualTo(2);

        assertThat(out.toString())
                .containsOnlyOnce("ERROR")
                .containsPattern(
                        "ERROR B\\.bootstrap\\.servers = \\S+ \\(line \\d+\\), B\n  cluster B cannot be asked: .*uthentication")
                .contains("'nothing.*' matches no topic of A")
                .doesNotContain("mirror-secret", "guessed");
    }

    private int validate(String... options) {
        List<String> args = new ArrayList<>(List.of("validate", "--online", file));
        args.addAll(Arrays.asList(options));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        CommandLine line = CommandLines.create(new Mirror()).setOut(new PrintWriter(out, true));
        return line.execute(args);
    }

    private static long copied() throws Exception {
        return TopicCopy.of(ORDERS, b.directProperties(), COPY.topic()).partitions().stream()
                .mapToLong(partition -> partition.target().size())
                .sum();
    }

    private static long position() throws Exception {
        OffsetAndMetadata position = b.admin()
                .listConsumerGroupOffsets("billing")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(COPY);
        return position == null ? 0 : position.offset();
    }

    /** Which commands are for which cluster is told by the address in them. */
    private static Map<String, List<String>> commands(JsonNode report) {
        Map<String, List<String>> commands = new TreeMap<>(Map.of("A", new ArrayList<>(), "B", new ArrayList<>()));
        report.get("findings")
                .forEach(finding -> finding.path("commands").forEach(command -> {
                    String line = command.asText();
                    String cluster = line.contains(a.bootstrapServers()) ? "A" : "B";
                    assertThat(line)
                            .startsWith("kafka-acls.sh --bootstrap-server "
                                    + (cluster.equals("A") ? a : b).bootstrapServers() + " --command-config admin-of-"
                                    + cluster
                                    + ".properties --add ");
                    commands.getOrDefault(cluster, new ArrayList<>()).add(line);
                }));
        return commands;
    }

    /** What the lines mean. */
    private static void grant(EmbeddedCluster cluster, List<String> lines) throws Exception {
        List<AclBinding> bindings = AclLines.bindings(lines);
        cluster.admin().createAcls(bindings).all().get();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> cluster.admin()
                        .describeAcls(AclBindingFilter.ANY)
                        .values()
                        .get()
                        .containsAll(bindings));
    }

    private static String granting(AclOperation operation) {
        String written =
                operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
        return "kafka-acls.sh --bootstrap-server " + b.bootstrapServers()
                + " --add --allow-principal User:mirror --operation " + written + " --topic " + FORMER;
    }

    private static AclBinding binding(ResourcePattern resource, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(resource, new AccessControlEntry("User:mirror", "*", operation, permission));
    }

    private static EmbeddedCluster secured(String name) {
        return EmbeddedCluster.builder()
                .name(name)
                .authorizer()
                .property("allow.everyone.if.no.acl.found", "false")
                .security(ClientSecurity.SASL_SSL_PLAIN)
                .start();
    }
}
