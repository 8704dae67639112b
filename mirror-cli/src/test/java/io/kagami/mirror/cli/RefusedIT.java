package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.testkit.cluster.ClientSecurity;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Questions to clusters with TLS, passwords and rights. */
@SuppressWarnings("NullAway.Init")
class RefusedIT {

    private static final String SYNCS = "mm2-kagami-syncs.A.internal";
    private static final String HANDED_BACK = "mm2-offsets.A.internal";
    private static final String PASSWORD = "mirror-secret";

    @TempDir
    private static Path folder;

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Records 100 to 999 of orders-3 are at 0 to 899 of the copy. */
    @BeforeAll
    static void copyHalfOfIt() throws Exception {
        a = secured("A");
        b = secured("B");
        a.createTopic("orders", 4);
        a.createTopic("letters", 1);
        b.createTopic(SYNCS, 1, 1, Map.of("cleanup.policy", "compact"));
        b.createTopic("A.orders", 4);
        OffsetSync sync = new OffsetSync("orders", 3, 1_000, 900, Uuid.randomUuid(), null, 900);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                new HashMap<>(b.clientProperties()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(SYNCS, 0, OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync)))
                    .get();
        }
        a.admin()
                .alterConsumerGroupOffsets(
                        "billing",
                        Map.of(
                                new TopicPartition("orders", 3), new OffsetAndMetadata(600),
                                new TopicPartition("orders", 2), new OffsetAndMetadata(5),
                                new TopicPartition("letters", 0), new OffsetAndMetadata(7)))
                .all()
                .get();
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @AfterEach
    void allowEverything() throws Exception {
        a.admin().deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        b.admin().deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        assertThat(out + "" + err).doesNotContain(PASSWORD);
    }

    @Test
    void translatesAGroupOverTlsWithEveryOneOfItsPartitions() {
        assertThat(run("translate", file(PASSWORD), "--flow", "A->B", "--group", "billing"))
                .as(err.toString())
                .isEqualTo(0);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).anyMatch(line -> line.matches("orders-3 +600 +A\\.orders-3 +500 +exact +0"));
        assertThat(lines).anyMatch(line -> line.matches("orders-2 +5 +- +- +waiting +-"));
        assertThat(lines).anyMatch(line -> line.matches("letters-0 +7 +- +- +excluded +-"));
    }

    @Test
    void namesTheTopicThatMayNotBeReadAndTheRightItTakes() throws Exception {
        deny(b, ResourceType.TOPIC, SYNCS);

        assertThat(run(
                        "translate",
                        file(PASSWORD),
                        "--flow",
                        "A->B",
                        "--topic",
                        "orders",
                        "--partition",
                        "3",
                        "--offset",
                        "600"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("A->B: offsets cannot be translated")
                .contains("needs READ and DESCRIBE on topic " + SYNCS + " of B")
                .hasLineCount(1);
    }

    @Test
    void namesTheGroupThatMayNotBeReadAndTheRightItTakes() throws Exception {
        deny(a, ResourceType.GROUP, "billing");

        assertThat(run("translate", file(PASSWORD), "--flow", "A->B", "--group", "billing"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("group billing of A cannot be read")
                .contains("DESCRIBE on group billing")
                .hasLineCount(1);
    }

    @Test
    void namesTheTopicThatMayNotBeHandedBackTo() throws Exception {
        deny(b, ResourceType.TOPIC, HANDED_BACK);

        assertThat(run("hand-back", file(PASSWORD))).isEqualTo(2);

        assertThat(err.toString())
                .contains("A->B: nothing was handed back")
                .contains("CREATE, DESCRIBE and WRITE on topic " + HANDED_BACK + " of B")
                .hasLineCount(1);
    }

    @Test
    void namesTheTopicThatMayNotBeReadForHandingBack() throws Exception {
        deny(b, ResourceType.TOPIC, SYNCS);

        assertThat(run("hand-back", file(PASSWORD))).isEqualTo(2);

        assertThat(err.toString())
                .contains("A->B: nothing was handed back")
                .contains("READ and DESCRIBE on topic " + SYNCS)
                .hasLineCount(1);
    }

    @Test
    void saysThatAPasswordIsWrong() {
        assertThat(run("translate", file("wrong-" + 1), "--flow", "A->B", "--group", "billing"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("Cluster B cannot be asked")
                .contains("uthentication")
                .contains("security settings of B")
                .hasLineCount(1);
    }

    private int run(String... args) {
        CommandLine line = CommandLines.create(new Mirror())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private static String file(String password) {
        return ReplicatorFile.between(with(password, a), with(password, b))
                .with("A->B.topics", "orders")
                .write(folder.resolve("mirror.properties"))
                .toString();
    }

    private static Map<String, String> with(String password, EmbeddedCluster cluster) {
        Map<String, String> settings = new HashMap<>(cluster.clientProperties());
        settings.computeIfPresent("sasl.jaas.config", (key, login) -> login.replace(PASSWORD, password));
        return settings;
    }

    private static EmbeddedCluster secured(String name) {
        return EmbeddedCluster.builder()
                .name(name)
                .authorizer()
                .security(ClientSecurity.SASL_SSL_PLAIN)
                .start();
    }

    private static void deny(EmbeddedCluster cluster, ResourceType type, String name) throws Exception {
        cluster.admin()
                .createAcls(List.of(new AclBinding(
                        new ResourcePattern(type, name, PatternType.LITERAL),
                        new AccessControlEntry("User:mirror", "*", AclOperation.ALL, AclPermissionType.DENY))))
                .all()
                .get();
    }
}
