package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.config.FlowConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The setting {@code admin.timeout.ms}: how long a cluster may take to answer before topic sync gives up and says so. */
class AdminTimeoutIT extends TwoClusters {

    private static final Duration LONG = Duration.ofSeconds(25);

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster.behindProxy());
    }

    @Test
    void givesUpWhenAClusterDoesNotAnswerInTime() throws Exception {
        FlowConfig config = RunningFlow.config(a, b, Map.of("A->B.topics", "none", "admin.timeout.ms", "2000"));
        try (Admin admin = AdminClients.create(config.targetAdmin())) {
            assertThat(admin.listTopics().names().get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isNotNull();
            b.proxy().stall();
            long begin = System.nanoTime();

            assertThatThrownBy(() -> admin.listTopics().names().get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(TimeoutException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("Kafka's own limit is a minute")
                    .isLessThan(LONG);
        } finally {
            b.proxy().heal();
        }
    }

    @Test
    void leavesAClientsOwnLimitsAlone() {
        FlowConfig config = RunningFlow.config(
                a, b, Map.of("A->B.topics", "none", "admin.timeout.ms", "2000", "B.admin.request.timeout.ms", "7000"));

        assertThat(config.targetAdmin())
                .containsEntry("request.timeout.ms", "7000")
                .doesNotContainKey("default.api.timeout.ms");
        assertThat(config.sourceAdmin())
                .containsEntry("request.timeout.ms", "2000")
                .containsEntry("default.api.timeout.ms", "2000");
    }
}
