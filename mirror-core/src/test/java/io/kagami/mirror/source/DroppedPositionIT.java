package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.topology.Flow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Something in the connector's settings drops the first record that is to store a position, as {@code errors.tolerance=all} may. */
class DroppedPositionIT extends TwoClusters {

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void isSaidAndStoredAgainLater() throws Exception {
        a.createTopic("dropped", 1);
        b.createTopic("A.dropped", 1);
        new Lines(a, "dropped", 0).write(Lines.numbers(0, 5));
        Map<String, String> settings = settings();
        MirrorSourceTask task = new MirrorSourceTask();
        task.initialize(new NothingStored(settings));
        task.start(settings);
        try {
            SourceRecord first = next(task);
            task.commitRecord(first, null);
            assertThat(Trouble.awaited(EventKind.POSITION_NOT_STORED, "dropped").message())
                    .contains("drops the record");

            SourceRecord again = next(task);
            assertThat(again.value()).isEqualTo(first.value());
            task.commitRecord(again, new RecordMetadata(new TopicPartition("syncs", 0), 0, 0, 0, 0, 0));

            SourceRecord after = next(task);
            assertThat(after.sourceOffset()).isEqualTo(Map.of("offset", 4L));
            assertThat(new Lines(b, "A.dropped", 0).await(5)).isEqualTo(Lines.numbers(0, 5));
            Trouble.awaitWell(new TopicPartition("dropped", 0));
        } finally {
            task.stop();
        }
    }

    private static SourceRecord next(MirrorSourceTask task) throws InterruptedException {
        List<SourceRecord> polled = null;
        while (polled == null) {
            polled = task.poll();
        }
        return polled.get(0);
    }

    private static Map<String, String> settings() {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, Map.of("A->B.topics", "dropped")));
        file.put("clusters", "A, B");
        file.put("A->B.enabled", "true");
        file.put("offset-syncs.topic.replication.factor", "1");
        file.put("key.converter", ModeChoice.BYTES_AS_THEY_ARE);
        file.put("value.converter", ModeChoice.BYTES_AS_THEY_ARE);
        return MirrorConfig.parse(file).sourceConnectorProperties(Flow.of("A", "B"));
    }

    private record NothingStored(Map<String, String> configs) implements SourceTaskContext {

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new OffsetStorageReader() {
                @Override
                public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
                    return null;
                }

                @Override
                public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                    return Map.of();
                }
            };
        }

        @Override
        public @Nullable PluginMetrics pluginMetrics() {
            return null;
        }
    }
}
