package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.offset.map.Exactness;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.Translation;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.read.TopicReader;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.translation.OffsetMaps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Holds the stored offset maps of A->B against both topics, read as they are: every offset of every partition. */
final class ExactTranslations {

    private final EmbeddedCluster a;
    private final EmbeddedCluster b;
    private final Map<String, String> settings;

    ExactTranslations(EmbeddedCluster a, EmbeddedCluster b, Map<String, String> settings) {
        this.a = a;
        this.b = b;
        this.settings = settings;
    }

    /** The flow's settings as values. */
    FlowConfig config() {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, settings));
        file.put("clusters", "A, B");
        file.put("A->B.enabled", "true");
        return FlowConfig.from(MirrorConfig.parse(file).sourceConnectorProperties(Flow.of("A", "B")));
    }

    /** Where both topics have the same records in the same order. */
    void assertExact(String topic, String copy, int partitions) throws InterruptedException {
        try (OffsetMaps maps = OffsetMaps.of(config())) {
            maps.refresh();
            for (int partition = 0; partition < partitions; partition++) {
                TopicPartition source = new TopicPartition(topic, partition);
                OffsetMap map = maps.map(source).orElseThrow();
                assertExact(map, offsets(a, source), offsets(b, new TopicPartition(copy, partition)), source);
            }
        }
    }

    private static void assertExact(OffsetMap map, List<Long> upstream, List<Long> downstream, TopicPartition source) {
        assertThat(downstream).as("records of the copy of %s", source).hasSameSizeAs(upstream);
        assertExact(map::translate, upstream, downstream, source + " forward");
        assertExact(map::invert, downstream, upstream, source + " backward");
    }

    private interface Question {
        Translation ask(long offset);
    }

    private static void assertExact(Question question, List<Long> from, List<Long> to, String what) {
        int next = 0;
        for (long offset = 0; offset <= from.get(from.size() - 1); offset++) {
            while (from.get(next) < offset) {
                next++;
            }
            Translation answer = question.ask(offset);
            long before = next == 0 ? -1 : to.get(next - 1);
            assertThat(answer.exactness())
                    .as("%s, offset %s: %s", what, offset, answer)
                    .isEqualTo(Exactness.EXACT);
            assertThat(answer.offset())
                    .as("%s, offset %s", what, offset)
                    .isGreaterThan(before)
                    .isLessThanOrEqualTo(to.get(next));
        }
        Translation end = question.ask(from.get(from.size() - 1) + 1);
        assertThat(end.offset()).as("%s, end", what).isGreaterThan(to.get(to.size() - 1));
    }

    /** Offsets of all records that a transaction did not take back. */
    private static List<Long> offsets(EmbeddedCluster cluster, TopicPartition partition) {
        return TopicReader.records(cluster.clientProperties(), partition.topic(), partition.partition()).stream()
                .map(ConsumerRecord::offset)
                .toList();
    }
}
