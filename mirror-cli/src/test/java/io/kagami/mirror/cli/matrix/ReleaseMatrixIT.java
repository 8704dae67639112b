package io.kagami.mirror.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.ProcessCluster;
import io.kagami.mirror.testkit.group.NewGroups;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a broker of an older Kafka to one of ours, and the other way. The first runs with all other tests, small; {@code -Dkagami.matrix=full} runs all,
 * and {@code -Dkagami.source.kafka} names the older release.
 */
class ReleaseMatrixIT {

    private static final boolean FULL = "full".equals(System.getProperty("kagami.matrix"));
    private static final long RECORDS = FULL ? 20_000 : 3_000;
    private static final List<String> CLASSIC = List.of("classic");
    private static final Map<String, String> CONFIGS =
            Map.of("max.message.bytes", "2000000", "cleanup.policy", "compact,delete", "retention.ms", "1000000000");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everythingComesFromAnOlderKafka() throws Exception {
        try (ProcessCluster a = OtherKafka.start(Map.of());
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            // Kafka 4 does not know the first any more, and wants segments of a mebibyte at least.
            new MirrorScenario(
                            a,
                            b,
                            CLASSIC,
                            CONFIGS,
                            Map.of("message.downconversion.enable", "false"),
                            Map.of("segment.bytes", "100000"),
                            RECORDS)
                    .run(folder);
        }
    }

    @Test
    void everythingGoesToAnOlderKafka() throws Exception {
        assumeFull();
        try (EmbeddedCluster a =
                        NewGroups.on(EmbeddedCluster.builder().name("A").start());
                ProcessCluster b = OtherKafka.start(Map.of())) {
            new MirrorScenario(a, b, List.of("classic", "consumer"), CONFIGS, Map.of(), Map.of(), RECORDS).run(folder);
        }
    }

    @Test
    void anOlderKafkaFollowsAnother() throws Exception {
        assumeFull();
        try (ProcessCluster a = OtherKafka.start(Map.of());
                ProcessCluster b = OtherKafka.start(Map.of())) {
            new MirrorScenario(a, b, CLASSIC, CONFIGS, Map.of(), Map.of(), RECORDS).run(folder);
            assertThat(a.isAlive(0)).isTrue();
        }
    }

    private static void assumeFull() {
        Assumptions.assumeTrue(FULL, "part of the full size: -Dkagami.matrix=full");
    }
}
