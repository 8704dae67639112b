package io.kagami.mirror.sync;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.TopicEvent;
import io.kagami.mirror.sync.SyncFailure.OfCluster;
import io.kagami.mirror.sync.SyncFailure.OfTopic;
import io.kagami.mirror.sync.SyncLog.Part;
import io.kagami.mirror.sync.plan.Remark.TargetAhead;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SyncLogTest {

    private static final Flow FLOW = Flow.of("A", "SyncLogTest");
    private static final ClusterAlias TARGET = new ClusterAlias("B");

    private final SyncLog log = new SyncLog(FLOW, FlowEvents.of(FLOW), new HandClock());
    private final Logger logger = (Logger) LoggerFactory.getLogger(SyncLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void saysWhenAFailureBeginsAndEndsAndNothingBetween() {
        log.say(Part.TOPICS, refused("t"));
        log.say(Part.TOPICS, refused("t"));
        log.say(Part.CONFIGS, SyncReport.EMPTY);
        assertThat(messages()).hasSize(1).allMatch(line -> line.startsWith("Could not create topic on B"));

        log.say(Part.TOPICS, SyncReport.EMPTY);
        log.say(Part.TOPICS, SyncReport.EMPTY);
        assertThat(messages()).hasSize(2).last().asString().startsWith("No longer fails: create topic on B ");
    }

    @Test
    void saysOnceWhatHappensToManyTopicsAlike() {
        log.say(
                Part.TOPICS,
                refused(IntStream.range(0, 100).mapToObj(i -> "t" + i).toArray(String[]::new)));

        assertThat(lines.list).hasSize(1);
        assertThat(messages()).first().asString().contains("topic=t0, t1, t10, t11, t12 and 95 more");
    }

    @Test
    void doesNotTakeAnUnreachableClusterForTheEndOfAFailure() {
        log.say(Part.TOPICS, refused("t"));
        log.say(
                Part.TOPICS,
                SyncReport.failed(List.of(new OfCluster(TARGET, "describe topics", new TimeoutException("slow")))));
        log.say(Part.TOPICS, refused("t"));

        assertThat(messages())
                .hasSize(3)
                .noneMatch(line -> line.startsWith("No longer fails: create topic"))
                .last()
                .asString()
                .startsWith("No longer fails: describe topics on B ");
    }

    @Test
    void warnsOnceOfAMirrorThatIsAhead() {
        SyncReport ahead = new SyncReport(List.of(), List.of(), List.of(new TargetAhead("t", 1, "A.t", 2)));

        log.say(Part.TOPICS, ahead);
        log.say(Part.TOPICS, ahead);
        log.say(Part.CONFIGS, SyncReport.EMPTY);

        assertThat(messages()).hasSize(1).first().asString().startsWith("target-drifted: topic A.t has 2 partitions");
        assertThat(FlowEvents.of(FLOW).recentOfTopics())
                .extracting(TopicEvent::topic)
                .containsExactly("A.t");

        log.say(Part.TOPICS, SyncReport.EMPTY);
        log.say(Part.TOPICS, ahead);

        assertThat(messages()).hasSize(2);
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static SyncReport refused(String... topics) {
        return SyncReport.failed(List.of(topics).stream()
                .<SyncFailure>map(
                        topic -> new OfTopic(TARGET, "create topic", topic, new PolicyViolationException("no")))
                .toList());
    }
}
