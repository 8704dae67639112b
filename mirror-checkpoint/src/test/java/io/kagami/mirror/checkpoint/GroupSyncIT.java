package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.checkpoint.state.GroupStanding;
import io.kagami.mirror.checkpoint.state.GroupState;
import io.kagami.mirror.checkpoint.state.GroupStates;
import io.kagami.mirror.checkpoint.state.PartitionState;
import io.kagami.mirror.checkpoint.state.Standing;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.offset.origin.NoteCodec;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.group.GroupMember;
import io.kagami.mirror.testkit.group.NewGroups;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which groups get offsets at the target, and when. */
@SuppressWarnings("NullAway.Init")
class GroupSyncIT {

    private static final Flow FLOW = Flow.of("A", "B");
    private static final RecordSet RECORDS = RecordSet.of("topic", 1, 1_000);
    private static final TopicPartition ORIGINAL = new TopicPartition("topic", 0);
    private static final TopicPartition COPY = new TopicPartition("A.topic", 0);

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;
    private static Mirror mirror;

    @BeforeAll
    static void startClusters() throws Exception {
        a = NewGroups.on(EmbeddedCluster.builder().name("A").start());
        b = NewGroups.on(EmbeddedCluster.builder().name("B").start());
        a.createTopic(RECORDS.topic(), 1);
        a.createTopic("other", 1);
        TopicWriter.write(a.clientProperties(), RECORDS, WriteStyle.codec("lz4"));
        mirror = Mirror.start(a, b, Map.of("A->B.topics", "topic", "groups.exclude", "secret.*"));
        Offsets.eventually().untilAsserted(() -> assertThat(b.logEnd("A.topic")).isEqualTo(RECORDS.count()));
    }

    @AfterAll
    static void stopClusters() {
        mirror.assertNothingFailed();
        mirror.close();
        a.close();
        b.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void followsAGroupOfEitherProtocolWhileItConsumes(String protocol) {
        String group = "at-the-source-" + protocol;
        try (GroupMember member = new GroupMember(a.clientProperties(), group, protocol, "topic", record -> {})) {
            Offsets.eventually().until(() -> member.processed() == RECORDS.count());

            Offsets.await(b, group, Map.of(COPY, RECORDS.count()));
        }
        try (GroupMember there = new GroupMember(b.clientProperties(), group, protocol, "A.topic", record -> {})) {
            Awaitility.await("nothing is consumed again at the target")
                    .during(Duration.ofSeconds(4))
                    .atMost(Offsets.PATIENCE)
                    .until(() -> there.processed() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void leavesAGroupAloneThatIsActiveAtTheTargetUntilItIsNot(String protocol) throws Exception {
        String group = "at-the-target-" + protocol;
        try (GroupMember member =
                new GroupMember(b.clientProperties(), group, protocol, "A.other-" + protocol, record -> {})) {
            assertThat(member.processed()).isZero();
            Offsets.eventually()
                    .untilAsserted(() -> assertThat(b.admin().listGroups().all().get())
                            .anyMatch(listing -> listing.groupId().equals(group)));

            Offsets.set(a, group, Map.of(ORIGINAL, 500L));

            Offsets.eventually()
                    .untilAsserted(() -> assertThat(state(group).standing()).isEqualTo(GroupStanding.SKIPPED));
            assertThat(state(group).partitions())
                    .extracting(PartitionState::standing)
                    .containsOnly(Standing.EXACT);
            assertThat(Offsets.of(b, group)).doesNotContainKey(COPY);
        }
        Offsets.await(b, group, Map.of(COPY, 500L));
        Offsets.eventually() // the round that committed it may not be over
                .untilAsserted(() -> assertThat(state(group).standing()).isEqualTo(GroupStanding.MIRRORED));
    }

    @Test
    void neverSetsAGroupBackAtTheTargetButItsCheckpoint() throws Exception {
        String group = "set-back";
        Offsets.set(a, group, Map.of(ORIGINAL, 700L));
        Offsets.await(b, group, Map.of(COPY, 700L));

        Offsets.set(a, group, Map.of(ORIGINAL, 300L));

        Offsets.eventually()
                .untilAsserted(() -> assertThat(state(group).partitions())
                        .extracting(PartitionState::committed)
                        .containsExactly(300L));
        assertStays(group, 700);
    }

    @Test
    void doesNotSetBackAGroupThatWentAheadAtTheTarget() throws Exception {
        String group = "ahead-at-the-target";
        Offsets.set(b, group, Map.of(COPY, 900L));

        Offsets.set(a, group, Map.of(ORIGINAL, 800L));

        Offsets.eventually().until(() -> state(group).partitions().size() == 1);
        assertStays(group, 900);
    }

    /** As if the alias A had come to lead to another cluster than the one the flow copies from. */
    @Test
    void carriesNothingFromAnotherClusterThanTheCopiesCameFrom() throws Exception {
        String group = "elsewhere";
        note("another");
        Offsets.set(a, group, Map.of(ORIGINAL, 400L));

        Awaitility.await()
                .during(Duration.ofSeconds(4))
                .atMost(Offsets.PATIENCE)
                .until(() -> Offsets.of(b, group).isEmpty());

        note(a.clusterId());
        Offsets.await(b, group, Map.of(COPY, 400L));
    }

    /** In the flow's log, from which cluster it copies. */
    private static void note(String sourceId) throws InterruptedException {
        Map<String, String> file = new HashMap<>(Map.of("clusters", "A, B", "A->B.enabled", "true"));
        a.clientProperties().forEach((key, value) -> file.put("A." + key, value));
        b.clientProperties().forEach((key, value) -> file.put("B." + key, value));
        OffsetSyncLog log =
                new OffsetSyncLog(OffsetSyncTopic.of(MirrorConfig.parse(file).flowConfig(FLOW)));
        FlowNote note = new FlowNote(
                FLOW, sourceId, b.clusterId(), false, "A.probe", "topic", new TreeSet<>(), new TreeSet<>());
        log.store(List.of(log.record(NoteCodec.flowKey(sourceId), NoteCodec.value(note))), Duration.ofSeconds(30));
    }

    @Test
    void bringsBackOffsetsOfAGroupThatWasDeletedAtTheTarget() throws Exception {
        String group = "deleted-there";
        Offsets.set(a, group, Map.of(ORIGINAL, 600L));
        Offsets.await(b, group, Map.of(COPY, 600L));

        b.admin().deleteConsumerGroups(List.of(group)).all().get();

        Offsets.await(b, group, Map.of(COPY, 600L));
    }

    @Test
    void saysWhichGroupsAndPartitionsAreLeftOut() throws Exception {
        Offsets.set(a, "secret-group", Map.of(ORIGINAL, 1L));
        Offsets.set(a, "of-another-topic", Map.of(new TopicPartition("other", 0), 0L));
        Map<String, Object> settings = new HashMap<>(a.clientProperties());
        settings.put("group.id", "share-group");
        try (KafkaShareConsumer<byte[], byte[]> share =
                new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            share.subscribe(List.of("topic"));
            Offsets.eventually().untilAsserted(() -> {
                share.poll(Duration.ofMillis(100));
                assertThat(state("share-group").standing()).isEqualTo(GroupStanding.OTHER_KIND);
            });
        }
        Offsets.eventually().untilAsserted(() -> {
            assertThat(state("secret-group").standing()).isEqualTo(GroupStanding.EXCLUDED);
            assertThat(state("of-another-topic").count(Standing.EXCLUDED)).isEqualTo(1);
        });
        assertThat(Offsets.of(b, "secret-group")).isEmpty();
    }

    private static GroupState state(String group) {
        return GroupStates.latest(FLOW, Way.FORWARD)
                .flatMap(states -> states.group(group))
                .orElseThrow();
    }

    private static void assertStays(String group, long offset) {
        Awaitility.await("offset of " + group + " stays " + offset)
                .during(Duration.ofSeconds(3))
                .atMost(Offsets.PATIENCE)
                .until(() -> Offsets.of(b, group).equals(Map.of(COPY, offset)));
    }
}
