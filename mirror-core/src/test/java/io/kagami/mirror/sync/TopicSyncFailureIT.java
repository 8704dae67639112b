package io.kagami.mirror.sync;

import static io.kagami.mirror.sync.SyncFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kagami.mirror.sync.SyncFailure.Kind;
import io.kagami.mirror.sync.SyncFailure.OfCluster;
import io.kagami.mirror.sync.SyncFailure.OfTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TopicSyncFailureIT {

    private static SyncFixture clusters;

    @BeforeAll
    static void start() {
        EmbeddedCluster source = EmbeddedCluster.builder().name("A").start();
        EmbeddedCluster target = EmbeddedCluster.builder()
                .name("B")
                .property("create.topic.policy.class.name", NameGuard.class.getName())
                .property("alter.config.policy.class.name", FrostGuard.class.getName())
                .start();
        clusters = new SyncFixture(source, target);
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    @Test
    void oneRefusedTopicDoesNotStopOthers() throws Exception {
        clusters.source.createTopic("mix-good", 1);
        clusters.source.createTopic("mix-refused", 1);
        TopicSync sync = clusters.sync("mix-");

        SyncReport report = sync.runOnce();

        assertThat(report.done()).hasSize(1);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure).isInstanceOf(OfTopic.class);
            assertThat(failure.cluster()).isEqualTo(new ClusterAlias("B"));
            assertThat(failure.operation()).isEqualTo("create topic");
            assertThat(failure.affected()).isEqualTo("A.mix-refused");
            assertThat(failure.cause()).isInstanceOf(PolicyViolationException.class);
            assertThat(failure.kind()).isEqualTo(Kind.FATAL);
        });
        await().untilAsserted(
                        () -> assertThat(SyncFixture.topics(clusters.target)).contains("A.mix-good"));
    }

    @Test
    void aConfigTheTargetRefusesDoesNotStopOtherTopics() throws Exception {
        clusters.source.createTopic("cfg-frozen", 1);
        clusters.source.createTopic("cfg-open", 1);
        TopicSync sync = clusters.sync("cfg-");
        sync.runOnce();
        await("both copies are created")
                .until(() -> SyncFixture.topics(clusters.target).containsAll(Set.of("A.cfg-frozen", "A.cfg-open")));
        SyncFixture.set(clusters.source, "cfg-frozen", "retention.ms", "1000");
        SyncFixture.set(clusters.source, "cfg-open", "retention.ms", "1000");

        SyncReport report = clusters.round(sync);

        assertThat(report.done()).hasSize(1);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.operation()).isEqualTo("alter topic configs");
            assertThat(failure.affected()).isEqualTo("A.cfg-frozen");
            assertThat(failure.cause()).isInstanceOf(PolicyViolationException.class);
        });
    }

    @Test
    void saysThatAnUnreachableClusterDoesNotAnswer() throws Exception {
        Map<String, Object> nowhere = Map.of(
                "bootstrap.servers", "localhost:1", "default.api.timeout.ms", "1500", "request.timeout.ms", "1000");
        try (Admin admin = Admin.create(nowhere)) {
            clusters.source.createTopic("down-1", 1);
            TopicSync sync = clusters.sync("down-", property -> false, clusters.source.admin(), admin);

            SyncReport report = sync.runOnce();

            assertThat(report.done()).isEmpty();
            assertThat(report.failures()).singleElement().satisfies(failure -> {
                assertThat(failure).isInstanceOf(OfCluster.class);
                assertThat(failure.kind()).isEqualTo(Kind.RETRIABLE);
            });
        }
    }

    @Test
    void saysOnceThatThereIsNoAuthorizer() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(TopicSync.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            TopicSyncSettings settings = new TopicSyncSettings(
                    Flow.of("A", "B"),
                    new TopicSyncSettings.Topics(topic -> false, topic -> topic, (short) 1, Duration.ofSeconds(5)),
                    new TopicSyncSettings.Configs(true, Duration.ZERO, property -> true, property -> false),
                    new TopicSyncSettings.Acls(true, Duration.ZERO));
            TopicSync sync =
                    new TopicSync(clusters.source.admin(), clusters.target.admin(), settings, Clock.systemUTC());

            for (int i = 0; i < 3; i++) {
                assertThat(sync.runOnce()).isEqualTo(SyncReport.EMPTY);
            }

            assertThat(lines.list).hasSize(1);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
    }
}
