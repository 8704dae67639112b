package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.RemoteClusterUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups that went on in copies find their way back to the originals. */
class ReverseIT {

    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";
    private static final String DEFAULT = "org.apache.kafka.connect.mirror.DefaultReplicationPolicy";

    @ParameterizedTest
    @CsvSource({DEFAULT + ", A.topic", IDENTITY + ", topic"})
    void positionsInCopiesComeBackAndBothWaysComeToRest(String policy, String copyName) throws Exception {
        RecordSet records = RecordSet.of("topic", 1, 1_000).in(new Transactions(100, 4));
        TopicPartition original = new TopicPartition("topic", 0);
        TopicPartition copy = new TopicPartition(copyName, 0);
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            a.createTopic("topic", 1);
            TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("lz4"));
            Map<String, String> file = Map.of(
                    "A->B.topics", "topic",
                    "replication.policy.class", policy,
                    "emit.reverse.checkpoints.enabled", "true");
            try (Mirror mirror = Mirror.start(a, b, file)) {
                Offsets.set(a, "failed-over", Map.of(original, 150L));
                // the marker at 100 is not copied
                Offsets.await(b, "failed-over", Map.of(copy, 149L));

                Offsets.set(b, "failed-over", Map.of(copy, 160L));
                Offsets.set(b, "began-there", Map.of(copy, 50L));

                Offsets.await(a, "failed-over", Map.of(original, 161L));
                Offsets.await(a, "began-there", Map.of(original, 50L));
                Map<TopicPartition, OffsetAndMetadata> found = RemoteClusterUtils.translateOffsets(
                        new HashMap<>(a.clientProperties()), "B", "failed-over", Duration.ofSeconds(20));
                assertThat(found).containsEntry(original, new OffsetAndMetadata(161));
                assertComesToRest(a, b);
                assertThat(Offsets.of(a, "failed-over")).containsExactly(Map.entry(original, 161L));
                assertThat(Offsets.of(b, "failed-over")).containsExactly(Map.entry(copy, 160L));
                mirror.assertNothingFailed();
            }
        }
    }

    private static void assertComesToRest(EmbeddedCluster a, EmbeddedCluster b) {
        Offsets.eventually().untilAsserted(() -> {
            List<Long> before = written(a, b);
            Awaitility.await("nothing is written")
                    .during(Duration.ofSeconds(8))
                    .atMost(Duration.ofSeconds(12))
                    .until(() -> written(a, b).equals(before));
        });
    }

    /** Everything groups and checkpoints ever wrote. */
    private static List<Long> written(EmbeddedCluster a, EmbeddedCluster b) throws Exception {
        return List.of(
                a.logEnd("__consumer_offsets"),
                a.logEnd("B.checkpoints.internal"),
                b.logEnd("A.checkpoints.internal"),
                b.logEnd("__consumer_offsets"));
    }
}
