package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SourceSyncsTest {

    /** Nobody listens there. */
    private static final String NOWHERE = "localhost:1";

    private static FlowConfig config() {
        return FlowConfig.from(MirrorConfig.parse(Map.of(
                        "clusters", "A, B",
                        "A.bootstrap.servers", NOWHERE,
                        "B.bootstrap.servers", NOWHERE,
                        "A->B.enabled", "true",
                        "A->B.offset-syncs.topic.location", "source"))
                .sourceConnectorProperties(Flow.of("A", "B")));
    }

    @Test
    @Timeout(60)
    void holdsNobodyUpWhereTheSourceDoesNotAnswer() {
        List<OffsetSync> syncs = IntStream.range(0, 100)
                .mapToObj(partition -> new OffsetSync("orders", partition, 7, 7))
                .toList();
        SourceSyncs atSource = new SourceSyncs(config());

        long begunNanos = System.nanoTime();
        atSource.write(syncs);
        atSource.write(syncs);
        Duration written = Duration.ofNanos(System.nanoTime() - begunNanos);
        atSource.close();
        Duration closed = Duration.ofNanos(System.nanoTime() - begunNanos);

        assertThat(written).isLessThan(Duration.ofSeconds(2));
        assertThat(closed).isLessThan(Duration.ofSeconds(10));
    }
}
