package io.kagami.mirror.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.testkit.cluster.ClientSecurity;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.mirror.Heartbeat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What Connect shows of a connector without tasks, and does with it, in an ordinary Connect cluster. */
class ConnectorLifeIT {

    /** Two writers, each with an interval of one second, would be closer to each other than this. */
    private static final long LEAST_BETWEEN_MS = 950;

    @Test
    void isPausedResumedAndTakenOverByAnotherWorker() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("b").start();
                PlainConnect first = PlainConnect.join(b);
                PlainConnect second = PlainConnect.join(b)) {
            ClusterView target = new ClusterView(b, Map.of());
            HeartbeatsIT.eventually(() -> first.create(a, b));
            awaitState(first, "RUNNING");
            awaitMore(target);

            first.ask("PUT", "/pause");
            awaitState(first, "PAUSED");
            int paused = target.heartbeats("heartbeats").size();
            Awaitility.await()
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> target.heartbeats("heartbeats").size() == paused);
            first.ask("PUT", "/resume");
            awaitState(first, "RUNNING");
            awaitMore(target);

            first.ask("POST", "/restart");
            awaitState(first, "RUNNING");
            awaitMore(target);

            String owner = first.status().path("connector").path("worker_id").asText();
            PlainConnect leaving = first.id().equals(owner) ? first : second;
            PlainConnect staying = leaving == first ? second : first;
            leaving.close();
            HeartbeatsIT.eventually(() -> {
                JsonNode connector = staying.status().path("connector");
                assertThat(connector.path("worker_id").asText()).isEqualTo(staying.id());
                assertThat(connector.path("state").asText()).isEqualTo("RUNNING");
            });
            awaitMore(target);
            assertThat(leastBetweenLastMs(target, 4)).isGreaterThanOrEqualTo(LEAST_BETWEEN_MS);
        }
    }

    @Test
    void failsWhereTheTargetForbidsHeartbeatsAndRunsWhenItIsRestarted() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start();
                EmbeddedCluster b = EmbeddedCluster.builder()
                        .name("b")
                        .authorizer()
                        .security(ClientSecurity.SASL_SSL_PLAIN)
                        .start();
                PlainConnect worker = PlainConnect.join(b)) {
            b.admin()
                    .createAcls(List.of(
                            rule(AclOperation.DESCRIBE, AclPermissionType.ALLOW),
                            rule(AclOperation.WRITE, AclPermissionType.DENY)))
                    .all()
                    .get();
            assertFailsIfItIsNotLetInForHalfAMinute(a, b);
            HeartbeatsIT.eventually(() -> worker.create(a, b));

            JsonNode failed = awaitState(worker, "FAILED");
            assertThat(failed.path("connector").path("trace").asText())
                    .contains("cluster B does not allow heartbeats to be written to topic heartbeats");

            b.admin().deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
            worker.ask("POST", "/restart?includeTasks=true&onlyFailed=true");
            awaitState(worker, "RUNNING");
            awaitMore(new ClusterView(b, Map.of()));
            awaitState(worker, "RUNNING");
        }
    }

    private static void assertFailsIfItIsNotLetInForHalfAMinute(EmbeddedCluster a, EmbeddedCluster b)
            throws InterruptedException {
        Map<String, String> settings = PlainConnect.settings(a, b);
        settings.computeIfPresent(
                "target.cluster.sasl.jaas.config", (key, value) -> value.replace("password=\"", "password=\"not-"));
        long begun = System.nanoTime();
        try (TargetHeartbeats heartbeats =
                new TargetHeartbeats(HeartbeatConfig.from(settings), Duration.ofMillis(500), begun)) {
            heartbeats.beat(0, begun);
            heartbeats.beat(0, begun + Duration.ofSeconds(29).toNanos());
            assertThatThrownBy(() ->
                            heartbeats.beat(0, begun + Duration.ofSeconds(35).toNanos()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageStartingWith("cluster B has not let us in to write heartbeats for 30 s: ");
        }
    }

    private static JsonNode awaitState(PlainConnect worker, String state) throws IOException, InterruptedException {
        HeartbeatsIT.eventually(() -> {
            JsonNode status = worker.status();
            assertThat(status.path("connector").path("state").asText()).isEqualTo(state);
            assertThat(status.path("tasks")).isEmpty();
        });
        return worker.status();
    }

    private static void awaitMore(ClusterView target) {
        HeartbeatsIT.eventually(() -> assertThat(target.heartbeatTopics()).contains("heartbeats"));
        int soFar = target.heartbeats("heartbeats").size();
        HeartbeatsIT.eventually(
                () -> assertThat(target.heartbeats("heartbeats")).hasSizeGreaterThan(soFar + 4));
    }

    private static long leastBetweenLastMs(ClusterView target, int count) {
        List<Long> times = target.heartbeats("heartbeats").stream()
                .map(Heartbeat::timestamp)
                .toList();
        long least = Long.MAX_VALUE;
        for (int index = times.size() - count + 1; index < times.size(); index++) {
            least = Math.min(least, times.get(index) - times.get(index - 1));
        }
        return least;
    }

    private static AclBinding rule(AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "heartbeats", PatternType.LITERAL),
                new AccessControlEntry("User:mirror", "*", operation, permission));
    }
}
