package io.kagami.mirror.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.ConnectMirrorMaker;
import io.kagami.mirror.cli.Mirror;
import io.kagami.mirror.cli.replicator.ProcessBeans;
import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.testkit.security.GuardedCluster;
import io.kagami.mirror.testkit.security.LoginWay;
import io.kagami.mirror.testkit.security.TokenServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with the documented rights and no others, secrets by references, and all it says at the finest level. */
class SecuredMirrorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "orders";
    private static final String TRUST_OF_A = "KAGAMI_TEST_TRUST_OF_A";
    private static final String TALKATIVE = """
            <configuration>
              <appender name="stderr" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%d %-5level [%thread] %logger{30} %msg %kvp%n%ex</pattern></encoder>
              </appender>
              <logger name="io.kagami" level="TRACE"/>
              <logger name="org.apache.kafka" level="DEBUG"/>
              <logger name="org.apache.kafka.clients.consumer.internals" level="INFO"/>
              <root level="INFO"><appender-ref ref="stderr"/></root>
            </configuration>
            """;

    private static final URI REST = URI.create("http://localhost:" + freePort());

    @TempDir
    private Path folder = Path.of("");

    private String trustOfA = "";
    private int commands;

    @Test
    void mirrorsWithTheLeastRightsSaysNoSecretAndTakesUpOthers() throws Exception {
        try (GuardedCluster a = GuardedCluster.start("A", folder, Map.of("connections.max.reauth.ms", "5000"));
                GuardedCluster b = GuardedCluster.start("B", folder, Map.of("connections.max.reauth.ms", "5000"))) {
            prepare(a, b);
            Path file = referring(a, b).write(folder.resolve("mirror.properties"));
            Secrets secrets = secrets(a, b);
            try (ReplicatorProcess mirror = start(ConnectMirrorMaker.class, List.of(file.toString()), "mirror.log")) {
                awaitCopied(a, b);
                awaitPosition(b);
                assertNothingWasDenied(mirror);
                assertCommandsAreAnswered(file, secrets);
                assertNoSecretAnywhere(mirror, a, b, secrets);
                assertConnectorsHoldReferences();

                Secrets changed = changePassword(mirror, a, b, secrets);
                Secrets more = changeFile(mirror, file, a, b, changed);
                assertNoSecretAnywhere(mirror, a, b, more);
                assertThat(mirror.terminate()).isEqualTo(143);
                handBack(file, b, more);
            }
            TopicComparison.of(
                            a.cluster().directProperties(), TOPIC, b.cluster().directProperties(), "A." + TOPIC)
                    .assertEqual();
        }
    }

    private static void prepare(GuardedCluster a, GuardedCluster b) throws Exception {
        a.cluster().createTopic(TOPIC, 2);
        write(a, 500);
        a.cluster()
                .admin()
                .alterConsumerGroupOffsets("billing", Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(60)))
                .all()
                .get();
        DocumentedRights least = DocumentedRights.under("## As commands");
        least.grant("a-kafka", a.cluster());
        least.grant("b-kafka", b.cluster());
    }

    /** A by SCRAM and B by PLAIN: one secret from a file, one from a variable, one from a folder, and one in clear. */
    private ReplicatorFile referring(GuardedCluster a, GuardedCluster b) throws Exception {
        writePasswordOfA(a);
        Path passwords = Files.createDirectories(folder.resolve("passwords"));
        Files.writeString(passwords.resolve("of-b"), b.password(LoginWay.PLAIN));
        Map<String, String> ofA = new HashMap<>(a.clientProperties(LoginWay.SCRAM));
        ofA.computeIfPresent(
                "sasl.jaas.config",
                (key, login) -> login.replace(a.password(LoginWay.SCRAM), "${file:" + secretsFile() + ":of-a}"));
        ofA.put("ssl.truststore.password", "${env:" + TRUST_OF_A + "}");
        Map<String, String> ofB = new HashMap<>(b.clientProperties(LoginWay.PLAIN));
        ofB.computeIfPresent(
                "sasl.jaas.config",
                (key, login) -> login.replace(b.password(LoginWay.PLAIN), "${directory:" + passwords + ":of-b}"));
        return least(ReplicatorFile.between(ofA, ofB))
                .with(Map.of(
                        "config.providers", "file, env, directory",
                        "config.providers.file.class", FileConfigProvider.class.getName(),
                        "config.providers.env.class", EnvVarConfigProvider.class.getName(),
                        "config.providers.directory.class", DirectoryConfigProvider.class.getName()));
    }

    /** What needs no more than the documented rights: nothing is written to the source. */
    private static ReplicatorFile least(ReplicatorFile file) {
        return file.with(Map.of(
                        "A->B.topics", TOPIC,
                        "A->B.groups", "billing",
                        "sync.group.offsets.enabled", "true",
                        "sync.topic.acls.enabled", "false",
                        "emit.source.heartbeats.enabled", "false",
                        "emit.checkpoints.interval.seconds", "1",
                        "sync.group.offsets.interval.seconds", "1",
                        "checkpoints.topic.replication.factor", "1",
                        "heartbeats.topic.replication.factor", "1"))
                .with("B.listeners", REST.toString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Secrets secrets(GuardedCluster a, GuardedCluster b) {
        Secrets secrets = new Secrets(Map.of());
        for (GuardedCluster cluster : List.of(a, b)) {
            for (LoginWay way : List.of(LoginWay.PLAIN, LoginWay.SCRAM, LoginWay.OAUTHBEARER)) {
                secrets = secrets.with(cluster.cluster().name() + " " + way, cluster.password(way));
            }
            for (Map.Entry<String, String> setting :
                    cluster.clientProperties(LoginWay.CERTIFICATE).entrySet()) {
                if (setting.getKey().endsWith("password")) {
                    secrets = secrets.with(cluster.cluster().name() + " " + setting.getKey(), setting.getValue());
                }
            }
        }
        trustOfA = a.clientProperties(LoginWay.PLAIN).getOrDefault("ssl.truststore.password", "");
        return secrets;
    }

    private ReplicatorProcess start(Class<?> main, List<String> args, String output) throws Exception {
        Path logging = Files.writeString(folder.resolve("talkative.xml"), TALKATIVE);
        Map<String, String> environment = Map.of(
                TRUST_OF_A,
                trustOfA,
                "JAVA_TOOL_OPTIONS",
                "-D" + TokenServer.ALLOWED + "=" + System.getProperty(TokenServer.ALLOWED));
        return ReplicatorProcess.start(main, args, folder.resolve(output), environment, logging);
    }

    private static void assertNothingWasDenied(ReplicatorProcess mirror) {
        assertThat(mirror.output().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                .noneMatch(line -> line.contains("uthoriz") || line.contains("uthenticat"));
    }

    private void assertCommandsAreAnswered(Path file, Secrets secrets) throws Exception {
        assertThat(told(secrets, "status", "--interval", "200ms", file.toString()))
                .contains("A->B   running")
                .doesNotContain("not all is known");
        assertThat(told(secrets, "plan", file.toString())).contains("No change.");
        assertThat(told(secrets, "validate", "--online", file.toString())).doesNotContain("lacks rights");
        assertThat(told(secrets, "translate", file.toString(), "--flow", "A->B", "--group", "billing"))
                .containsPattern("orders-0 +60 +A\\.orders-0 +60 +exact");
    }

    /** What a command says, on both outputs; it ends with 0. */
    private String told(Secrets secrets, String... args) throws Exception {
        try (ReplicatorProcess command = start(Mirror.class, List.of(args), args[0] + commands++ + ".log")) {
            int exit = command.awaitExit(PATIENCE);
            String output = command.output();
            secrets.assertNotIn(String.join(" ", args), output);
            assertThat(exit).as(output).isZero();
            return output;
        }
    }

    private static void assertNoSecretAnywhere(
            ReplicatorProcess mirror, GuardedCluster a, GuardedCluster b, Secrets secrets) throws Exception {
        assertThat(mirror.output()).as("Kafka says its settings").contains("AdminClientConfig values");
        secrets.assertNotIn("the log", mirror.output());
        secrets.assertNotIn("REST", new WorkerAnswers(REST).all());
        secrets.assertNotIn("JMX", ProcessBeans.text(mirror.pid()));
        assertThat(mirror.metrics()).as("metrics of the flow").contains("kagami_", "orders");
        secrets.assertNotIn("/metrics", mirror.metrics());
        secrets.assertNotIn("/health/ready", mirror.ready());
        secrets.assertNotIn("/health/live", mirror.live());
        secrets.assertNotInLogsBelow(a.cluster().logDir(0));
        secrets.assertNotInLogsBelow(b.cluster().logDir(0));
    }

    private static void assertConnectorsHoldReferences() throws Exception {
        var config = new WorkerAnswers(REST).config(ReplicatorFile.CONNECTOR);
        assertThat(config.path("source.cluster.sasl.jaas.config").asText()).contains("password=\"${file:");
        assertThat(config.path("target.cluster.sasl.jaas.config").asText()).contains("password=\"${directory:");
        assertThat(config.path("source.cluster.ssl.truststore.password").asText())
                .isEqualTo("${env:" + TRUST_OF_A + "}");
        assertThat(config.path("target.cluster.ssl.truststore.password").asText())
                .isEqualTo("${mirror-file:A->B:target.cluster.ssl.truststore.password}");
    }

    /** The source takes another password; once it stands in the file of secrets, a signal is enough. */
    private Secrets changePassword(ReplicatorProcess mirror, GuardedCluster a, GuardedCluster b, Secrets secrets)
            throws Exception {
        a.setScramPassword("s3cret-changed-" + a.password(LoginWay.SCRAM));
        write(a, 100);
        mirror.awaitOutput("it refuses user mirror (SASL_SSL, SCRAM-SHA-256)");
        Secrets more = secrets.with("changed password", a.password(LoginWay.SCRAM));
        more.assertNotIn("/health/ready while it is refused", mirror.ready());
        writePasswordOfA(a);
        mirror.signal("HUP");
        mirror.awaitOutput("Reloaded ");
        write(a, 100);
        awaitCopied(a, b);
        return more;
    }

    /** The same process goes on with a token and a certificate, all secrets in clear. */
    private Secrets changeFile(ReplicatorProcess mirror, Path file, GuardedCluster a, GuardedCluster b, Secrets secrets)
            throws Exception {
        Path rewritten = least(ReplicatorFile.between(
                        a.clientProperties(LoginWay.OAUTHBEARER), b.clientProperties(LoginWay.CERTIFICATE)))
                .write(file);
        mirror.signal("HUP");
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(new WorkerAnswers(REST)
                                .config(ReplicatorFile.CONNECTOR)
                                .path("target.cluster.ssl.keystore.password")
                                .asText())
                        .isEqualTo("${mirror-file:A->B:target.cluster.ssl.keystore.password}"));
        write(a, 100);
        awaitCopied(a, b);
        assertThat(told(secrets, "plan", rewritten.toString())).contains("No change.");
        return secrets;
    }

    private void handBack(Path file, GuardedCluster b, Secrets secrets) throws Exception {
        DocumentedRights.under("## For handing back").grant("b-kafka", b.cluster());
        assertThat(told(secrets, "hand-back", file.toString())).contains("2 positions written");
    }

    private void writePasswordOfA(GuardedCluster a) throws Exception {
        Path unused = Files.writeString(secretsFile(), "of-a=" + a.password(LoginWay.SCRAM) + "\n");
    }

    private Path secretsFile() {
        return folder.resolve("secrets.properties");
    }

    private static void write(GuardedCluster cluster, int count) {
        try (KafkaProducer<byte[], byte[]> writer = new KafkaProducer<>(
                new HashMap<>(cluster.cluster().directProperties()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                byte[] value = ("order " + i).getBytes(StandardCharsets.UTF_8);
                Future<RecordMetadata> unused = writer.send(new ProducerRecord<>(TOPIC, i % 2, null, value));
            }
        }
    }

    private static void awaitCopied(GuardedCluster a, GuardedCluster b) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(b.cluster().logEnd("A." + TOPIC))
                        .isEqualTo(a.cluster().logEnd(TOPIC)));
    }

    private static void awaitPosition(GuardedCluster b) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(position(b)).isEqualTo(60));
    }

    private static long position(GuardedCluster b) throws ExecutionException, InterruptedException {
        List<OffsetAndMetadata> found = new ArrayList<>(b.cluster()
                .admin()
                .listConsumerGroupOffsets("billing")
                .partitionsToOffsetAndMetadata()
                .get()
                .values());
        return found.isEmpty() ? 0 : found.get(0).offset();
    }
}
