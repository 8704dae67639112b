package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.runtime.cluster.AdminClusterProbe;
import io.kagami.mirror.runtime.cluster.ClusterUnavailableException;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.testkit.security.GuardedCluster;
import io.kagami.mirror.testkit.security.LoginWay;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.wire.group.GroupLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both clusters ask for TLS and a login, in four ways, and have everybody log in anew every few seconds. */
@SuppressWarnings("NullAway.Init")
class SecuredLoginsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A flow that logs in at its source in one way, at its target in another; each calls the two clusters by names of its own. */
    private record Way(Flow flow, LoginWay atSource, LoginWay atTarget) {

        static Way of(String name, LoginWay atSource, LoginWay atTarget) {
            return new Way(Flow.of("From" + name, "To" + name), atSource, atTarget);
        }

        String topic() {
            return "orders-" + flow.source();
        }

        String copy() {
            return flow.source() + "." + topic();
        }

        Map<String, String> file() {
            Map<String, String> file = new HashMap<>();
            a.clientProperties(atSource).forEach((key, value) -> file.put(flow.source() + "." + key, value));
            b.clientProperties(atTarget).forEach((key, value) -> file.put(flow.target() + "." + key, value));
            file.put("clusters", flow.source() + ", " + flow.target());
            file.put(flow + ".topics", topic());
            file.put("sync.topic.acls.enabled", "false");
            return file;
        }
    }

    private static final Way SCRAM_AT_SOURCE = Way.of("Scram", LoginWay.SCRAM, LoginWay.PLAIN);
    private static final Way SCRAM_AT_TARGET = Way.of("Plain", LoginWay.PLAIN, LoginWay.SCRAM);
    private static final Way TOKENS = Way.of("Token", LoginWay.OAUTHBEARER, LoginWay.OAUTHBEARER);
    private static final Way CERTIFICATES = Way.of("Certificate", LoginWay.CERTIFICATE, LoginWay.CERTIFICATE);
    private static final List<Way> ALL = List.of(SCRAM_AT_SOURCE, SCRAM_AT_TARGET, TOKENS, CERTIFICATES);

    @TempDir
    private static Path folder;

    private static GuardedCluster a;
    private static GuardedCluster b;
    private static KafkaProducer<byte[], byte[]> writer;

    private final Map<Way, RunningFlow> running = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = Map.of(
                "super.users", "User:ANONYMOUS;User:" + GuardedCluster.USER, "connections.max.reauth.ms", "3000");
        a = GuardedCluster.start("A", folder, settings);
        b = GuardedCluster.start("B", folder, settings);
        writer = new KafkaProducer<>(
                new HashMap<>(a.cluster().directProperties()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        writer.close();
        a.close();
        b.close();
    }

    @Test
    void everyLoginReachesEveryClientIsRepeatedAndWhoIsRefusedIsNamedUntilThatIsMended() throws Exception {
        try {
            for (Way way : ALL) {
                a.cluster().createTopic(way.topic(), 1);
                running.put(way, new RunningFlow(way.flow(), way.file(), TaskDriver.noOffsets()));
            }

            logInAnewWhileRecordsFlow();
            refuseScram();
            writeAndAwait(ALL);

            for (Way way : ALL) {
                TopicComparison.of(
                                a.cluster().directProperties(),
                                way.topic(),
                                b.cluster().directProperties(),
                                way.copy())
                        .assertEqual();
            }
        } finally {
            running.values().forEach(RunningFlow::close);
        }
    }

    private RunningFlow flow(Way way) {
        return Objects.requireNonNull(running.get(way));
    }

    private void logInAnewWhileRecordsFlow() {
        long atSource = a.loginsAnew();
        long atTarget = b.loginsAnew();
        eventually(() -> {
            writeAndAwait(ALL);
            assertThat(a.loginsAnew()).isGreaterThan(atSource + 12);
            assertThat(b.loginsAnew()).isGreaterThan(atTarget + 12);
        });
        for (Way way : ALL) {
            assertThat(FlowEvents.of(way.flow()).counts()).isEmpty();
            flow(way).assertNoTaskFailed();
        }
    }

    /** Both clusters take another password from now on, and after a while the former one again. */
    private void refuseScram() throws Exception {
        String atSource = a.password(LoginWay.SCRAM);
        String atTarget = b.password(LoginWay.SCRAM);
        a.setScramPassword("another-" + atSource);
        b.setScramPassword("another-" + atTarget);
        eventually(() -> {
            write(ALL);
            awaitCopied(List.of(TOKENS, CERTIFICATES));
            assertThat(sickness(SCRAM_AT_SOURCE)).isPresent();
            assertThat(sickness(SCRAM_AT_TARGET)).isPresent();
        });
        assertRefused(SCRAM_AT_SOURCE, EventKind.SOURCE_NOT_AUTHENTICATED);
        assertRefused(SCRAM_AT_TARGET, EventKind.TARGET_NOT_AUTHENTICATED);
        flow(SCRAM_AT_SOURCE).assertNoTaskFailed();

        a.setScramPassword(atSource);
        b.setScramPassword(atTarget);
        eventually(() -> {
            writeAndAwait(ALL);
            assertThat(sickness(SCRAM_AT_SOURCE)).isEmpty();
            assertThat(sickness(SCRAM_AT_TARGET)).isEmpty();
        });
    }

    private static void assertRefused(Way way, EventKind kind) {
        PartitionEvent event = sickness(way).orElseThrow();
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.line())
                .contains("it refuses user mirror (SASL_SSL, SCRAM-SHA-256): ")
                .contains("Authentication failed")
                .contains(kind.advice())
                .doesNotContain("s3cret");
    }

    @Test
    void acceptsNoCertificateForAnotherHostUnlessToldTo() throws Exception {
        Map<String, String> other = a.otherHostProperties();

        assertThatThrownBy(() -> new AdminClusterProbe(LIMIT).clusterId(other))
                .isInstanceOfSatisfying(
                        ClusterUnavailableException.class,
                        failure -> assertThat(failure.isRefusal()).isTrue())
                .hasMessageContaining(
                        "its certificate is for another host: No subject alternative DNS name matching localhost")
                .hasMessageContaining("ssl.endpoint.identification.algorithm");
        try (GroupLookup lookup = new GroupLookup(new ClusterAlias("A"), new HashMap<>(other), "nobody")) {
            assertThatThrownBy(() -> lookup.members(LIMIT))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("its certificate is for another host");
        }

        Map<String, String> unchecked = new HashMap<>(other);
        unchecked.put("ssl.endpoint.identification.algorithm", "");
        assertThat(new AdminClusterProbe(LIMIT).clusterId(unchecked))
                .isEqualTo(a.cluster().clusterId());
        try (GroupLookup lookup = new GroupLookup(new ClusterAlias("A"), new HashMap<>(unchecked), "nobody")) {
            assertThat(lookup.members(LIMIT)).isEmpty();
        }
    }

    @Test
    void namesWhatElseIsWrongWithALogin() {
        Map<String, String> untrusting = new HashMap<>(a.clientProperties(LoginWay.PLAIN));
        untrusting.keySet().removeIf(key -> key.startsWith("ssl.truststore"));
        assertRefusal(untrusting, "its certificate is not trusted", "ssl.truststore.location");

        Map<String, String> wrong = new HashMap<>(a.clientProperties(LoginWay.PLAIN));
        wrong.computeIfPresent(
                "sasl.jaas.config", (key, login) -> login.replace(a.password(LoginWay.PLAIN), "guessed"));
        assertRefusal(wrong, "it refuses user mirror (SASL_SSL, PLAIN): Authentication failed");

        Map<String, String> noToken = new HashMap<>(a.clientProperties(LoginWay.OAUTHBEARER));
        noToken.put("sasl.oauthbearer.client.credentials.client.secret", "guessed");
        assertThatThrownBy(() -> new AdminClusterProbe(LIMIT).clusterId(noToken))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageNotContainingAny("s3cret", "guessed");

        Map<String, String> anonymous = new HashMap<>(a.clientProperties(LoginWay.CERTIFICATE));
        anonymous.keySet().removeIf(key -> key.startsWith("ssl.key"));
        assertRefusal(anonymous, "it refuses a client without certificate (SSL): ");

        Map<String, String> stranger = new HashMap<>(a.clientProperties(LoginWay.CERTIFICATE));
        b.clientProperties(LoginWay.CERTIFICATE).forEach((key, value) -> {
            if (key.startsWith("ssl.key")) {
                stranger.put(key, value);
            }
        });
        assertRefusal(stranger, "it refuses the certificate in " + stranger.get("ssl.keystore.location") + " (SSL): ");
    }

    private static void assertRefusal(Map<String, String> client, String... words) {
        assertThatThrownBy(() -> new AdminClusterProbe(LIMIT).clusterId(client))
                .isInstanceOfSatisfying(
                        ClusterUnavailableException.class,
                        failure -> assertThat(failure.isRefusal()).isTrue())
                .hasMessageContainingAll(words)
                .hasMessageNotContainingAny("s3cret", "guessed");
    }

    private static Optional<PartitionEvent> sickness(Way way) {
        return Optional.ofNullable(FlowEvents.of(way.flow()).sick().get(new TopicPartition(way.topic(), 0)));
    }

    private static void writeAndAwait(List<Way> ways) {
        write(ways);
        awaitCopied(ways);
    }

    private static void write(List<Way> ways) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            values.add("order " + i);
        }
        for (Way way : ways) {
            for (String value : values) {
                Future<RecordMetadata> unused =
                        writer.send(new ProducerRecord<>(way.topic(), value.getBytes(StandardCharsets.UTF_8)));
            }
        }
        writer.flush();
    }

    private static void awaitCopied(List<Way> ways) {
        for (Way way : ways) {
            new CopyAt(b.cluster(), way.copy()).awaitRecords(a.cluster().logEnd(way.topic()), PATIENCE);
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(assertion);
    }
}
