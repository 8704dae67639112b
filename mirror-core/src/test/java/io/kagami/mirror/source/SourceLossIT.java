package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An unclean leader election takes records from the source that were copied, and others take their place. */
@SuppressWarnings("NullAway.Init")
class SourceLossIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> UNCLEAN =
            Map.of("unclean.leader.election.enable", "true", "min.insync.replicas", "1");

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;

    @BeforeAll
    static void startClusters() {
        a = EmbeddedCluster.builder().name("A").brokers(2).start();
        b = EmbeddedCluster.builder().name("B").start();
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        b.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "record"})
    void goesOnWhereTheLogsPartThoughTheSourceGrewBeyondOurPositionWhileWeWereStopped(String mode) {
        Loss loss = new Loss("lost-while-stopped-" + mode);
        Map<Map<String, ?>, Map<String, ?>> offsets = TaskDriver.noOffsets();
        try (RunningFlow flow = flow(loss.topic, mode, offsets)) {
            loss.awaitCopiedAndStored();
            flow.assertNoTaskFailed();
        }
        loss.happens();
        try (RunningFlow flow = flow(loss.topic, mode, offsets)) {
            loss.assertSaid();
            assertThat(loss.copy().await(90)).isEqualTo(loss.expected());
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void skipsNothingByCountThatTheSourceHasReplacedWhileWeWereKilled(@TempDir Path folder) {
        Loss loss = new Loss("lost-while-killed");
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, Map.of("A->B.topics", loss.topic)));
        try (FlowProcess flow = FlowProcess.start(file, folder)) {
            assertThat(loss.copy().await(50)).hasSize(50); // a position behind the claim need not be stored yet
            assertThat(flow.isAlive()).isTrue();
        }
        loss.happens();
        try (RunningFlow flow = flow(loss.topic, "batch", TaskDriver.noOffsets())) {
            loss.assertSaid();
            assertThat(loss.copy().await(90)).isEqualTo(loss.expected());
            flow.assertNoTaskFailed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "record"})
    void goesOnWhereTheLogsPartWhileRunning(String mode) {
        Loss loss = new Loss("lost-while-running-" + mode);
        try (RunningFlow flow = flow(loss.topic, mode, TaskDriver.noOffsets())) {
            loss.awaitCopiedAndStored();
            loss.happens();
            loss.assertSaid();
            assertThat(loss.copy().await(90)).isEqualTo(loss.expected());
            flow.assertNoTaskFailed();
        }
    }

    /**
     * The copied log has epochs 0 and 2, the source's in the end 0, 1 and 3: epoch 2 is not there, and the newest one before, 1, is none of ours, so
     * the first answer tells where the logs part at the latest, and only the next one where they do.
     */
    @Test
    void findsWhereTheLogsPartThoughTwoElectionsInARowLostRecords() {
        Loss loss = new Loss("lost-twice", 20, 30);
        Map<Map<String, ?>, Map<String, ?>> offsets = TaskDriver.noOffsets();
        try (RunningFlow flow = flow(loss.topic, "batch", offsets)) {
            assertThat(loss.copy().await(30)).hasSize(30);
            flow.assertNoTaskFailed();
        }
        loss.leads(1 - loss.first);
        loss.source().write(Lines.numbers(100, 120));
        loss.leads(loss.first);
        loss.source().write(Lines.numbers(30, 50));
        try (RunningFlow flow = flow(loss.topic, "batch", offsets)) {
            assertThat(loss.copy().await(50)).isEqualTo(Lines.numbers(0, 50));
            flow.assertNoTaskFailed();
        }
        loss.leads(1 - loss.first);
        loss.source().write(Lines.numbers(200, 230));
        try (RunningFlow flow = flow(loss.topic, "batch", offsets)) {
            PartitionEvent event = Trouble.awaited(EventKind.SOURCE_DIVERGED, loss.topic);
            assertThat(event.offsets().upstream()).isEqualTo(20);
            assertThat(event.offsets().upstreamEndExclusive()).isEqualTo(50);
            List<String> expected = new ArrayList<>(Lines.numbers(0, 50));
            expected.addAll(Lines.numbers(100, 120));
            expected.addAll(Lines.numbers(200, 230));
            assertThat(loss.copy().await(100)).isEqualTo(expected);
            flow.assertNoTaskFailed();
        }
        a.startBroker(loss.first);
    }

    /** As a cluster that was rolled back together with its metadata: no leader of it ever had so late an epoch. */
    @Test
    void goesBackToTheLastEpochTheSourceKnows() throws Exception {
        String topic = "rolled-back";
        a.createTopic(topic, 1);
        new Lines(a, topic, 0).write(Lines.numbers(0, 50));
        Lines copy = new Lines(b, "A." + topic, 0);
        Map<Map<String, ?>, Map<String, ?>> offsets = TaskDriver.noOffsets();
        try (RunningFlow flow = flow(topic, "batch", offsets)) {
            assertThat(copy.await(50)).hasSize(50);
            flow.assertNoTaskFailed();
        }
        OffsetSyncLog syncs = syncs(topic);
        OffsetSync last = Objects.requireNonNull(syncs.read().last().get(new TopicPartition(topic, 0)));
        SourceEpoch epoch = Objects.requireNonNull(last.epoch());
        syncs.write(List.of(withEpoch(last, epoch.followedBy(1_000, 30))), PATIENCE);

        try (RunningFlow flow = flow(topic, "batch", offsets)) {
            PartitionEvent event = Trouble.awaited(EventKind.SOURCE_DIVERGED, topic);
            assertThat(event.offsets().upstream()).isEqualTo(30);
            assertThat(event.offsets().upstreamEndExclusive()).isEqualTo(50);
            List<String> expected = new ArrayList<>(Lines.numbers(0, 50));
            expected.addAll(Lines.numbers(30, 50));
            assertThat(copy.await(70)).isEqualTo(expected);
            flow.assertNoTaskFailed();
        }
    }

    /**
     * As a cluster that was rolled back together with its metadata and has grown again: the copy has what was lost, the source other records of the same
     * epoch, beyond our position.
     */
    @Test
    void findsThatTheSourceHasOthersUnderTheSameEpoch() throws Exception {
        String topic = "rolled-back-alike";
        long timestamp = System.currentTimeMillis();
        a.createTopic(topic, 1);
        Lines source = new Lines(a, topic, 0);
        Lines copy = new Lines(b, "A." + topic, 0);
        source.write(Lines.numbers(0, 30), timestamp);
        Map<Map<String, ?>, Map<String, ?>> offsets = TaskDriver.noOffsets();
        try (RunningFlow flow = flow(topic, "batch", offsets)) {
            assertThat(copy.await(30)).hasSize(30);
            flow.assertNoTaskFailed();
        }
        source.write(Lines.numbers(100, 140), timestamp);
        copy.write(Lines.numbers(30, 50), timestamp);
        OffsetSyncLog syncs = syncs(topic);
        OffsetSync last = Objects.requireNonNull(syncs.read().last().get(new TopicPartition(topic, 0)));
        syncs.write(
                List.of(new OffsetSync(topic, 0, 50, 50, last.topicId(), last.writer(), 50, last.epoch(), false)),
                PATIENCE);

        try (RunningFlow flow = flow(topic, "batch", offsets)) {
            PartitionEvent event = Trouble.awaited(EventKind.SOURCE_DIVERGED, topic);
            assertThat(event.policy()).isEqualTo(EventPolicy.RESTART);
            assertThat(event.offsets().upstream()).isEqualTo(30);
            assertThat(event.offsets().downstream()).isEqualTo(50);
            List<String> expected = new ArrayList<>(Lines.numbers(0, 50));
            expected.addAll(Lines.numbers(100, 140));
            assertThat(copy.await(90)).isEqualTo(expected);
            flow.assertNoTaskFailed();
        }
    }

    private static OffsetSync withEpoch(OffsetSync sync, SourceEpoch epoch) {
        return new OffsetSync(
                sync.topic(),
                sync.partition(),
                sync.upstreamOffset(),
                sync.downstreamOffset(),
                sync.topicId(),
                sync.writer(),
                sync.runLength(),
                epoch,
                sync.onlyCounts());
    }

    private static OffsetSyncLog syncs(String topic) {
        return new OffsetSyncLog(OffsetSyncTopic.of(RunningFlow.config(a, b, Map.of("A->B.topics", topic))));
    }

    private static RunningFlow flow(String topic, String mode, Map<Map<String, ?>, Map<String, ?>> offsets) {
        return new RunningFlow(a, b, Map.of("A->B.topics", topic, "A->B.replication.mode", mode), offsets);
    }

    /** The last records are on one replica only, which dies; the other takes its place and takes 40 more. */
    private static final class Loss {
        private final String topic;
        private final int first;

        Loss(String topic) {
            this(topic, 30, 50);
        }

        Loss(String topic, int safe, int written) {
            this.topic = topic;
            a.createTopic(topic, 1, 2, UNCLEAN);
            this.first = a.leader(topic, 0);
            source().write(Lines.numbers(0, safe));
            a.stopBroker(1 - first);
            source().write(Lines.numbers(safe, written));
        }

        /** Also the position behind the last record, with its epoch: a second later at most. */
        void awaitCopiedAndStored() {
            assertThat(copy().await(50)).hasSize(50);
            Awaitility.await("position of " + topic + " is stored")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(
                            () -> syncs(topic).read().last().get(new TopicPartition(topic, 0)),
                            sync -> sync != null && sync.upstreamOffset() == 50);
        }

        void happens() {
            leads(1 - first);
            source().write(Lines.numbers(100, 140));
            a.startBroker(first);
        }

        /** The other one is gone before this one comes. */
        void leads(int broker) {
            a.stopBroker(1 - broker);
            a.startBroker(broker);
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> a.leader(topic, 0) == broker);
        }

        void assertSaid() {
            PartitionEvent event = Trouble.awaited(EventKind.SOURCE_DIVERGED, topic);
            assertThat(event.policy()).isEqualTo(EventPolicy.RESTART);
            assertThat(event.offsets().upstream()).isEqualTo(30);
            assertThat(event.offsets().downstream()).isEqualTo(50);
        }

        List<String> expected() {
            List<String> expected = new ArrayList<>(Lines.numbers(0, 50));
            expected.addAll(Lines.numbers(100, 140));
            return expected;
        }

        private Lines source() {
            return new Lines(a, topic, 0);
        }

        Lines copy() {
            return new Lines(b, "A." + topic, 0);
        }
    }
}
