package org.apache.kafka.connect.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.start.Baseline;
import io.kagami.mirror.offset.start.FirstSight;
import io.kagami.mirror.offset.start.FirstSightCodec;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against MirrorMaker 2's own class, whose writing half is only visible in this package. */
class OffsetSyncCompatibilityTest {

    @ParameterizedTest
    @CsvSource({"test, 0, 0, 0", "a.b_c-d, 17, 9223372036854775807, 5", "tópico, 2147483647, 3, -1"})
    void eachReadsWhatTheOtherWrites(String topic, int partition, long upstream, long downstream) {
        OffsetSync theirs = new OffsetSync(new TopicPartition(topic, partition), upstream, downstream);
        var ours = new io.kagami.mirror.offset.OffsetSync(topic, partition, upstream, downstream);

        assertThat(OffsetSyncCodec.key(ours)).isEqualTo(theirs.recordKey());
        assertThat(OffsetSyncCodec.value(ours)).isEqualTo(theirs.recordValue());
        assertThat(OffsetSyncCodec.decode(theirs.recordKey(), theirs.recordValue()))
                .isEqualTo(ours);
        assertThat(read(OffsetSyncCodec.key(ours), OffsetSyncCodec.value(ours))).isEqualTo(theirs);
    }

    @ParameterizedTest
    @CsvSource({"1", "100"})
    void theirsIgnoresWhatFollowsTheOffsets(int extraBytes) {
        var ours = new io.kagami.mirror.offset.OffsetSync("test", 1, 2, 3);
        byte[] value = OffsetSyncCodec.value(ours);

        OffsetSync read = read(OffsetSyncCodec.key(ours), Arrays.copyOf(value, value.length + extraBytes));

        assertThat(read).isEqualTo(new OffsetSync(new TopicPartition("test", 1), 2, 3));
    }

    @Test
    void theirsTakesFirstSightsForSyncsOfAPartitionThatNoTopicHas() {
        FirstSight seen = new FirstSight("test", Uuid.ZERO_UUID, Map.of(0, 7L));

        assertThat(read(FirstSightCodec.key(seen), FirstSightCodec.value(seen)))
                .isEqualTo(new OffsetSync(new TopicPartition("test", -1), -1, -1));
        assertThat(read(FirstSightCodec.baselineKey(), FirstSightCodec.value(new Baseline(".*", "x"))))
                .isEqualTo(new OffsetSync(new TopicPartition("*", -1), -1, -1));
    }

    private static OffsetSync read(byte[] key, byte[] value) {
        return OffsetSync.deserializeRecord(new ConsumerRecord<>("mm2-offset-syncs.B.internal", 0, 0, key, value));
    }
}
