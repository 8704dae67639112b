package io.kagami.mirror.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.seed.Seeded;
import io.kagami.mirror.topology.Flow;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.mirror.Heartbeat;
import org.apache.kafka.connect.mirror.HeartbeatOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class HeartbeatCodecTest {

    @Test
    void writesTheBytesOfMirrorMaker(Random random) {
        for (int i = 0; i < 1000; i++) {
            String source = alias(random);
            String target = "to-" + alias(random);
            long timestamp = random.nextLong();
            assertThat(HeartbeatCodec.key(Flow.of(source, target))).isEqualTo(HeartbeatOracle.key(source, target));
            assertThat(HeartbeatCodec.value(timestamp)).isEqualTo(HeartbeatOracle.value(timestamp));
        }
    }

    @Test
    void isReadByKafkasOwnClass() {
        Heartbeat read = Heartbeat.deserializeRecord(new ConsumerRecord<>(
                "heartbeats", 0, 0, HeartbeatCodec.key(Flow.of("A", "Zürich")), HeartbeatCodec.value(1234)));

        assertThat(read.sourceClusterAlias()).isEqualTo("A");
        assertThat(read.targetClusterAlias()).isEqualTo("Zürich");
        assertThat(read.timestamp()).isEqualTo(1234);
    }

    private static String alias(Random random) {
        StringBuilder alias = new StringBuilder("x");
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            alias.appendCodePoint(0x21 + random.nextInt(0x2000));
        }
        return alias.toString();
    }
}
