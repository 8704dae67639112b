package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.group.GroupMember;
import io.kagami.mirror.testkit.group.NewGroups;
import io.kagami.mirror.testkit.group.RecordIds;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consumers that keep consuming while records flow. */
class LiveIT {

    private static final int PARTITIONS = 3;
    private static final int ROUNDS = 30;
    private static final long EACH_ROUND = 2_000;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aPositionAtTheTargetIsNeverAheadOfWhatWasProcessedAndExactAtRest(String protocol) throws Exception {
        RecordSet records =
                RecordSet.of("live", PARTITIONS, ROUNDS * EACH_ROUND).in(new Transactions(100, 10));
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            NewGroups.on(a).createTopic(records.topic(), PARTITIONS);
            Set<Long> processed = ConcurrentHashMap.newKeySet();
            Map<TopicPartition, Long> lastSeen = new HashMap<>();
            try (Mirror mirror = Mirror.start(a, b, Map.of("A->B.topics", "live"));
                    GroupMember member = new GroupMember(
                            a.clientProperties(),
                            "live",
                            protocol,
                            "live",
                            record -> processed.add(RecordIds.id(record)));
                    TopicWriter writer = new TopicWriter(a.clientProperties(), records, WriteStyle.codec("lz4"))) {
                writer.write(EACH_ROUND);
                Offsets.eventually().until(() -> !Offsets.of(b, "live").isEmpty());
                for (int round = 1; round < ROUNDS; round++) {
                    writer.write(EACH_ROUND);
                    lastSeen.putAll(assertNotAhead(b, processed));
                }
                long committed = records.count() * 9 / 10;
                Offsets.eventually().until(() -> member.processed() == committed);
                Offsets.eventually()
                        .untilAsserted(() -> assertThat(Offsets.of(b, "live")).isEqualTo(ends(b)));
                assertThat(assertNotAhead(b, processed)).isEqualTo(ends(b));
                mirror.assertNothingFailed();
            }
            assertThat(lastSeen).as("positions that were looked at on the way").isNotEmpty();
        }
    }

    private static Map<TopicPartition, Long> assertNotAhead(EmbeddedCluster b, Set<Long> processed) throws Exception {
        Map<TopicPartition, Long> positions = Offsets.of(b, "live");
        if (positions.isEmpty()) {
            return positions;
        }
        Set<Long> processedByNow = new HashSet<>(processed);
        RecordIds.ofTopic(b.clientProperties(), "A.live").forEach((partition, copy) -> {
            Long position = positions.get(partition);
            if (position != null) {
                long[] passed = Arrays.copyOf(copy.ids(), copy.before(position));
                assertThat(Arrays.stream(passed).filter(id -> !processedByNow.contains(id)))
                        .as("records before %d in %s that were not processed", position, partition)
                        .isEmpty();
            }
        });
        return positions;
    }

    private static Map<TopicPartition, Long> ends(EmbeddedCluster b) throws Exception {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.put(new TopicPartition("A.live", partition), b.logEnd(new TopicPartition("A.live", partition)));
        }
        return ends;
    }
}
