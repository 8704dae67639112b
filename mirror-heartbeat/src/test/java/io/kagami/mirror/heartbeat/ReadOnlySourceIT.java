package io.kagami.mirror.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kagami.mirror.testkit.cluster.ClientSecurity;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A source that lets the mirror read and nothing else. */
class ReadOnlySourceIT {

    private static final String USER = "User:mirror";

    @Test
    void saysOnceThatTheSourceTakesNoHeartbeatsAndMirrorsAllTheSame() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder()
                        .name("a")
                        .security(ClientSecurity.SASL_SSL_PLAIN)
                        .authorizer()
                        .property("allow.everyone.if.no.acl.found", "false")
                        .start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("b").start()) {
            a.createTopic("test", 1);
            a.admin().createAcls(readOnly()).all().get();
            ListAppender<ILoggingEvent> log = watch(SourceHeartbeats.class);

            // When
            try (MirrorOf mirror = MirrorOf.started(
                    Map.of("A", a, "B", b),
                    Map.of("A->B.enabled", "true", "A->B.topics", "test", "A->B.tasks.max", "1"))) {
                assertThat(mirror).isNotNull();

                // Then the topic and the target's heartbeats are there, and one line says what is missing
                HeartbeatsIT.eventually(() -> {
                    assertThat(b.admin().listTopics().names().get()).contains("A.test");
                    assertThat(new ClusterView(b, Map.of()).heartbeats("heartbeats"))
                            .hasSizeGreaterThan(3);
                    assertThat(warnings(log)).hasSize(1);
                });
                assertThat(warnings(log).get(0))
                        .contains("A->B.emit.source.heartbeats.enabled = false")
                        .contains("heartbeats");
                assertThat(a.admin().listTopics().names().get()).doesNotContain("heartbeats");
            }
        }
    }

    private static List<String> warnings(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static ListAppender<ILoggingEvent> watch(Class<?> of) {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(of)).addAppender(appender);
        return appender;
    }

    private static List<AclBinding> readOnly() {
        return Stream.of(ResourceType.TOPIC, ResourceType.GROUP)
                .flatMap(type -> Stream.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)
                        .filter(operation -> type == ResourceType.TOPIC || operation != AclOperation.DESCRIBE_CONFIGS)
                        .map(operation -> new AclBinding(
                                new ResourcePattern(type, "*", PatternType.LITERAL),
                                new AccessControlEntry(USER, "*", operation, AclPermissionType.ALLOW))))
                .toList();
    }
}
