package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Groups whose coordinators are on different brokers, which move and restart while positions are carried over. */
class CoordinatorsIT {

    private static final RecordSet RECORDS = RecordSet.of("topic", 1, 1_000);
    private static final TopicPartition ORIGINAL = new TopicPartition("topic", 0);
    private static final TopicPartition COPY = new TopicPartition("A.topic", 0);
    private static final List<String> GROUPS =
            IntStream.range(0, 24).mapToObj("group-%d"::formatted).toList();
    private static final String COORDINATORS = "__consumer_offsets";

    @Test
    void positionsArriveThoughCoordinatorsMoveAndRestart() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").brokers(3).start();
                EmbeddedCluster b =
                        EmbeddedCluster.builder().name("B").brokers(3).start()) {
            a.createTopic(RECORDS.topic(), 1, 3, Map.of());
            TopicWriter.write(a.clientProperties(), RECORDS, WriteStyle.codec("none"));
            commit(a, 10);
            assertThat(coordinators(a)).as("brokers that coordinate groups").hasSizeGreaterThan(1);
            // Given nothing that is only on the broker which is stopped
            Map<String, String> file = Map.of(
                    "A->B.topics", "topic",
                    "replication.factor", "3",
                    "offset-syncs.topic.replication.factor", "3",
                    "checkpoints.topic.replication.factor", "3");
            try (Mirror mirror = Mirror.start(a, b, file)) {
                awaitAll(b, 10);
                assertThat(coordinators(b)).as("brokers that coordinate groups").hasSizeGreaterThan(1);

                a.moveLeaders(COORDINATORS);
                commit(a, 20);
                awaitAll(b, 20);

                commit(a, 30);
                b.moveLeaders(COORDINATORS);
                awaitAll(b, 30);

                int stopped = b.leader(COORDINATORS, 0);
                b.stopBroker(stopped);
                commit(a, 40);
                awaitAll(b, 40);
                b.startBroker(stopped);
                commit(a, 50);
                awaitAll(b, 50);

                stopped = a.leader(COORDINATORS, 0);
                a.stopBroker(stopped);
                commit(a, 60);
                a.startBroker(stopped);
                awaitAll(b, 60);
                mirror.assertNothingFailed();
            }
        }
    }

    private static void commit(EmbeddedCluster a, long offset) {
        Offsets.eventually().until(() -> {
            Offsets.set(a, GROUPS, Map.of(ORIGINAL, offset));
            return true;
        });
    }

    /** Each group has just this position: a later one would be ahead of what the group processed. */
    private static void awaitAll(EmbeddedCluster b, long offset) {
        Map<String, Map<TopicPartition, Long>> expected =
                GROUPS.stream().collect(Collectors.toMap(group -> group, group -> Map.of(COPY, offset)));
        Offsets.eventually()
                .untilAsserted(() -> assertThat(Offsets.of(b, GROUPS)).isEqualTo(expected));
    }

    private static Set<Integer> coordinators(EmbeddedCluster cluster) throws Exception {
        Set<Integer> brokers = new HashSet<>();
        for (ConsumerGroupDescription group :
                cluster.admin().describeConsumerGroups(GROUPS).all().get().values()) {
            brokers.add(group.coordinator().id());
        }
        return brokers;
    }
}
