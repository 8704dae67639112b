package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kagami.mirror.checkpoint.state.GroupStanding;
import io.kagami.mirror.checkpoint.state.GroupState;
import io.kagami.mirror.checkpoint.state.GroupStates;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.testkit.cluster.ClientSecurity;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the clusters do not let us do is said, and stops no more than it must. */
class ForbiddenIT {

    private static final RecordSet RECORDS = RecordSet.of("topic", 1, 100);
    private static final TopicPartition ORIGINAL = new TopicPartition("topic", 0);
    private static final TopicPartition COPY = new TopicPartition("A.topic", 0);

    @Test
    void aGroupThatMayNotBeReadHoldsUpNoOtherAndAForbiddenTopicFailsTheConnector() throws Exception {
        try (EmbeddedCluster a = secured("A");
                EmbeddedCluster b = secured("B")) {
            a.createTopic(RECORDS.topic(), 1);
            TopicWriter.write(a.clientProperties(), RECORDS, WriteStyle.codec("none"));
            for (String group : List.of("open", "closed")) {
                Offsets.set(a, group, Map.of(ORIGINAL, 50L));
            }
            deny(a, ResourceType.GROUP, "closed");
            try (Mirror mirror = Mirror.start(a, b, Map.of("A->B.topics", "topic"))) {
                Offsets.await(b, "open", Map.of(COPY, 50L));
                assertThat(state("closed").standing()).isEqualTo(GroupStanding.UNREADABLE);
                mirror.assertNothingFailed();
            }

            deny(b, ResourceType.TOPIC, "A.checkpoints.internal");
            try (Mirror mirror = Mirror.start(a, b, Map.of("A->B.topics", "topic"))) {
                Offsets.eventually()
                        .untilAsserted(() -> assertThat(mirror.failures())
                                .anyMatch(failure -> failure.contains("A.checkpoints.internal")));
            }
        }
    }

    @Test
    void aSourceThatRefusesCheckpointsOfTheWayBackIsNamedOnceAndPositionsGoForward() throws Exception {
        try (EmbeddedCluster a = secured("A");
                EmbeddedCluster b = secured("B")) {
            a.createTopic(RECORDS.topic(), 1);
            TopicWriter.write(a.clientProperties(), RECORDS, WriteStyle.codec("none"));
            deny(a, ResourceType.TOPIC, "B.checkpoints.internal");
            ListAppender<ILoggingEvent> log = new ListAppender<>();
            log.start();
            ((Logger) LoggerFactory.getLogger(CheckpointRounds.class)).addAppender(log);
            Map<String, String> file = Map.of("A->B.topics", "topic", "emit.reverse.checkpoints.enabled", "true");
            try (Mirror mirror = Mirror.start(a, b, file)) {
                for (long offset = 10; offset <= 30; offset += 10) {
                    Offsets.set(a, "forward", Map.of(ORIGINAL, offset));
                    Offsets.await(b, "forward", Map.of(COPY, offset));
                }
                assertThat(warnings(log))
                        .filteredOn(line -> line.contains("B.checkpoints.internal"))
                        .hasSize(1);
                mirror.assertNothingFailed();

                a.admin().deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
                Offsets.set(b, "went-on", Map.of(COPY, 40L));
                Offsets.await(a, "went-on", Map.of(ORIGINAL, 40L));
                mirror.assertNothingFailed();
            }
        }
    }

    private static List<String> warnings(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static EmbeddedCluster secured(String name) {
        return EmbeddedCluster.builder()
                .name(name)
                .authorizer()
                .security(ClientSecurity.SASL_SSL_PLAIN)
                .start();
    }

    private static void deny(EmbeddedCluster cluster, ResourceType type, String name)
            throws ExecutionException, InterruptedException {
        cluster.admin()
                .createAcls(List.of(new AclBinding(
                        new ResourcePattern(type, name, PatternType.LITERAL),
                        new AccessControlEntry("User:mirror", "*", AclOperation.ALL, AclPermissionType.DENY))))
                .all()
                .get();
    }

    private static GroupState state(String group) {
        return GroupStates.latest(Flow.of("A", "B"), Way.FORWARD)
                .flatMap(states -> states.group(group))
                .orElseThrow();
    }
}
