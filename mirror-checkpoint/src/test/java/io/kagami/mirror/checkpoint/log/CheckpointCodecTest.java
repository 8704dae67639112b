package io.kagami.mirror.checkpoint.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.apache.kafka.connect.mirror.CheckpointOracle;
import org.junit.jupiter.api.Test;

class CheckpointCodecTest {

    private static final Checkpoint CHECKPOINT =
            new Checkpoint("gruppe-ä", new TopicPartition("A.topic", 3), 1_234_567_890_123L, 42, "note");

    @Test
    void writesTheBytesKafkaWrites() {
        assertThat(CheckpointCodec.key(CHECKPOINT)).isEqualTo(CheckpointOracle.key(CHECKPOINT));
        assertThat(CheckpointCodec.value(CHECKPOINT)).isEqualTo(CheckpointOracle.value(CHECKPOINT));
    }

    @Test
    void isReadByKafka() {
        Checkpoint read = Checkpoint.deserializeRecord(new ConsumerRecord<>(
                "A.checkpoints.internal", 0, 0, CheckpointCodec.key(CHECKPOINT), CheckpointCodec.value(CHECKPOINT)));

        assertThat(read).isEqualTo(CHECKPOINT);
    }
}
