package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.read.TopicReader;
import io.kagami.mirror.topology.Flow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;

/** What tests of the flow A->B ask about things that went wrong. */
final class Trouble {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Flow FLOW = Flow.of("A", "B");

    private Trouble() {}

    /** The event, once it is told; it has been counted too. */
    static PartitionEvent awaited(EventKind kind, String topic) {
        Awaitility.await(kind + " of " + topic)
                .atMost(PATIENCE)
                .until(() -> find(kind, topic).isPresent());
        PartitionEvent event = find(kind, topic).orElseThrow();
        assertThat(FlowMeter.of(FLOW).partition(event.source()).eventsByKind().get(kind))
                .isPositive();
        assertThat(event.line()).contains(kind.advice());
        return event;
    }

    private static Optional<PartitionEvent> find(EventKind kind, String topic) {
        return all(kind, topic).stream().findFirst();
    }

    /** All such events of late. */
    static List<PartitionEvent> all(EventKind kind, String topic) {
        return FlowEvents.of(FLOW).recent().stream()
                .filter(event -> event.kind() == kind && event.source().topic().equals(topic))
                .toList();
    }

    /** What stops the partition now, if anything does. */
    static Optional<PartitionEvent> sick(TopicPartition source) {
        return Optional.ofNullable(FlowEvents.of(FLOW).sick().get(source));
    }

    static void awaitWell(TopicPartition source) {
        Awaitility.await(source + " is well again")
                .atMost(PATIENCE)
                .until(() -> !FlowEvents.of(FLOW).sick().containsKey(source));
    }

    /** Takes a right on a topic away from the user the flow has. */
    static AclBinding denial(String topic, AclOperation operation) {
        return binding(topic, operation, AclPermissionType.DENY);
    }

    /** All rights on a topic, but for those denied. */
    static AclBinding everything(String topic) {
        return binding(topic, AclOperation.ALL, AclPermissionType.ALLOW);
    }

    private static AclBinding binding(String topic, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:mirror", "*", operation, permission));
    }

    static List<ConsumerRecord<byte[], byte[]>> read(EmbeddedCluster cluster, String topic) {
        return TopicReader.records(cluster.directProperties(), topic, 0);
    }

    /** What was put aside of a source topic: the values of one header. */
    static List<String> putAside(EmbeddedCluster target, String sourceTopic, String header) {
        return read(target, "kagami-quarantine.A.internal").stream()
                .filter(record -> text(record, "kagami.topic").equals(sourceTopic))
                .map(record -> text(record, header))
                .toList();
    }

    private static String text(ConsumerRecord<?, ?> record, String header) {
        var found = record.headers().lastHeader(header);
        return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
    }
}
