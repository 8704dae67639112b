package io.kagami.mirror.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.offset.origin.NoteCodec;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Finding.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two clusters without users tell. */
@SuppressWarnings("NullAway.Init")
class OnlineValidationIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Clock CLOCK = Clock.systemUTC();

    private static final String ONE_REPLICA = """
            replication.factor = 1
            offset-syncs.topic.replication.factor = 1
            checkpoints.topic.replication.factor = 1
            heartbeats.topic.replication.factor = 1
            config.storage.replication.factor = 1
            offset.storage.replication.factor = 1
            status.storage.replication.factor = 1
            """;

    @TempDir
    private static Path folder;

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;

    @BeforeAll
    static void start() {
        a = EmbeddedCluster.builder().name("A").start();
        b = EmbeddedCluster.builder().name("B").start();
        a.createTopic("orders", 1);
        a.createTopic("huge", 1, 1, Map.of("max.message.bytes", "5000000"));
        a.createTopic("vast", 1, 1, Map.of("max.message.bytes", "6000000"));
        b.createTopic("A.huge", 1, 1, Map.of("max.message.bytes", "2000000"));
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @Test
    void hasNothingToSayOfAFileThatIsInOrder() throws Exception {
        List<Finding> findings = online(file("A->B.topics = orders\n" + ONE_REPLICA), LIMIT, CLOCK);

        assertThat(findings).allMatch(finding -> finding.severity() == Severity.NOTE);
        assertThat(findings)
                .anyMatch(finding -> finding.problem()
                        .matches("answers: cluster id " + a.clusterId() + ", 1 broker, metadata.version \\d+"));
        assertThat(findings)
                .as("without an authorizer, everything is allowed")
                .noneMatch(finding -> finding.problem().contains("lacks rights"));
    }

    @Test
    void namesEachReplicationFactorThatTheBrokersCannotHold() throws Exception {
        String file = file("""
                A->B.topics = orders
                replication.factor = 2
                B.config.storage.replication.factor = 1
                offset.storage.replication.factor = -1
                """);

        List<Finding> findings = online(file, LIMIT, CLOCK);

        assertThat(lines(findings, Severity.ERROR))
                .contains(
                        "replication.factor:5 2 replicas for copies, and B has 1 broker",
                        "offset-syncs.topic.replication.factor:null 3 replicas (its default) for topic"
                                + " mm2-kagami-syncs.A.internal, and B has 1 broker",
                        "checkpoints.topic.replication.factor:null 3 replicas (its default) for topic"
                                + " A.checkpoints.internal, and B has 1 broker",
                        "heartbeats.topic.replication.factor:null 3 replicas (its default) for topic heartbeats, and B has"
                                + " 1 broker",
                        "status.storage.replication.factor:null 3 replicas (its default) for topic"
                                + " kagami-status.internal, and B has 1 broker")
                .hasSize(5);
        assertThat(lines(findings, Severity.WARNING))
                .containsExactly(
                        "heartbeats.topic.replication.factor:null 3 replicas (its default) for topic heartbeats,"
                                + " and A has 1 broker");
    }

    @Test
    void aClusterThatDoesNotAnswerIsOneFindingAndTheOthersAreAskedAllTheSame() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String file = file("""
                    A->B.topics = orders
                    clusters = A, B, C
                    C.bootstrap.servers = localhost:%d
                    A->C.enabled = true
                    C->A.enabled = true
                    replication.factor = 7
                    """.formatted(silent.getLocalPort()));
            long before = System.nanoTime();

            List<Finding> findings = online(file, Duration.ofSeconds(3), CLOCK);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
            assertThat(findings)
                    .filteredOn(finding -> finding.problem().contains("cannot be asked"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                        assertThat(finding.where().key()).isEqualTo("C.bootstrap.servers");
                        assertThat(finding.problem())
                                .isEqualTo("cluster C cannot be asked: no answer from localhost:%d within 3 s"
                                        .formatted(silent.getLocalPort()));
                    });
            assertThat(lines(findings, Severity.ERROR))
                    .contains("replication.factor:9 7 replicas for copies, and B has 1 broker")
                    .contains("replication.factor:9 7 replicas for copies, and A has 1 broker");
        }
    }

    @Test
    void namesPatternsThatMatchNothing() throws Exception {
        String file = file("A->B.topics = orders, invoices.*\nA->B.groups = billing\n" + ONE_REPLICA);

        assertThat(lines(online(file, LIMIT, CLOCK), Severity.WARNING))
                .containsExactlyInAnyOrder(
                        "A->B.topics:4 'invoices.*' matches no topic of A that this user may see",
                        "A->B.groups:5 'billing' matches no group of A that this user may see");
    }

    @Test
    void saysThatNothingIsLeftOfTheTopicsThatMatch() throws Exception {
        String file = file("A->B.topics = ord.*\nA->B.topics.exclude = orders\n" + ONE_REPLICA);

        assertThat(lines(online(file, LIMIT, CLOCK), Severity.WARNING))
                .singleElement()
                .asString()
                .startsWith("A->B.topics:4 no topic of A is mirrored");
    }

    @Test
    void namesTopicsWhoseRecordsMayBeTooLargeForTheirCopies() throws Exception {
        String following = "A->B.topics = huge, vast, orders\n" + ONE_REPLICA;
        assertThat(lines(online(file(following), LIMIT, CLOCK), Severity.WARNING))
                .as("copies get the source's value")
                .isEmpty();

        String apart = following + "A->B.config.properties.exclude = max.message.bytes\n";
        assertThat(lines(online(file(apart), LIMIT, CLOCK), Severity.WARNING))
                .singleElement()
                .asString()
                .contains("A->B.config.properties.exclude:12")
                .contains("huge (5000000, A.huge 2000000)")
                .contains("vast (6000000, A.vast 1048588)")
                .doesNotContain("orders");
    }

    @Test
    void seesClocksThatDiffer() throws Exception {
        Clock late = Clock.offset(CLOCK, Duration.ofHours(-1));

        List<Finding> findings = online(file("A->B.topics = orders\n" + ONE_REPLICA), LIMIT, late);

        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.problem())
                        .matches("the clock of its controller is (3599|3600) s ahead of this machine's"));
    }

    @Test
    void seesOneClusterUnderTwoNames() throws Exception {
        String file = file("clusters = A, B, C\nC.bootstrap.servers = 127.0.0.1:%s\nB->C.enabled = true\n"
                        .formatted(a.bootstrapServers().replaceAll(".*:", ""))
                + "A->B.topics = orders\n" + ONE_REPLICA);

        assertThat(lines(online(file, LIMIT, CLOCK), Severity.ERROR))
                .singleElement()
                .asString()
                .startsWith("C.bootstrap.servers:5 ")
                .contains("one and the same cluster (cluster id " + a.clusterId() + ")");
    }

    @Test
    void seesAnAliasThatLedToAnotherClusterBefore() throws Exception {
        String file = "clusters = X, B\nX.bootstrap.servers = %s\nB.bootstrap.servers = %s\nX->B.enabled = true\n"
                        .formatted(a.bootstrapServers(), b.bootstrapServers())
                + "X->B.topics = orders\n" + ONE_REPLICA;
        Path path = Files.writeString(Files.createTempFile(folder, "mirror", ".properties"), file);
        Properties settings = new Properties();
        settings.load(new StringReader(file));
        Map<String, String> parsed = new HashMap<>();
        settings.stringPropertyNames().forEach(key -> parsed.put(key, settings.getProperty(key)));
        FlowConfig config = MirrorConfig.parse(parsed).flowConfig(Flow.of("X", "B"));
        OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(config));
        log.createIfAbsent();
        FlowNote note = new FlowNote(
                config.flow(), "former", b.clusterId(), false, "X.probe", "orders", new TreeSet<>(), new TreeSet<>());
        log.store(List.of(log.record(NoteCodec.flowKey("former"), NoteCodec.value(note))), LIMIT);

        assertThat(lines(online(path.toString(), LIMIT, CLOCK), Severity.ERROR))
                .singleElement()
                .asString()
                .startsWith("X.bootstrap.servers:2 X->B copies nothing: X is the cluster with the id " + a.clusterId())
                .contains("X->B.accept.source.cluster.id = " + a.clusterId());
    }

    @Test
    void asksNoClusterForAFileThatCannotBeStartedWith() throws Exception {
        List<Finding> findings = online(file("A->B.topics = [\n"), LIMIT, CLOCK);

        assertThat(findings).hasSize(2);
        assertThat(findings.get(1).problem()).startsWith("its clusters were not asked");
    }

    private static List<Finding> online(String file, Duration limit, Clock clock) throws InterruptedException {
        return new Validation(Path.of(file)).online(limit, clock).findings();
    }

    private static List<String> lines(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> finding.where().key() + ":" + finding.where().line() + " " + finding.problem())
                .toList();
    }

    /** Its first three lines name the two clusters and enable the flow; a later line of the same key counts more. */
    private static String file(String more) throws IOException {
        String clusters = more.contains("clusters = ") ? "" : "clusters = A, B\n";
        return Files.writeString(
                        Files.createTempFile(folder, "mirror", ".properties"),
                        "A.bootstrap.servers = %s\nB.bootstrap.servers = %s\nA->B.enabled = true\n"
                                        .formatted(a.bootstrapServers(), b.bootstrapServers())
                                + more
                                + clusters)
                .toString();
    }
}
