package io.kagami.mirror.source.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.SourceEpoch;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastCopiesTest {

    private static final SourceEpoch EPOCH = new SourceEpoch(3, 0);

    private static OffsetSync sync(int partition, long runLength, @Nullable SourceEpoch epoch, boolean onlyCounts) {
        ProducerPosition writer = new ProducerPosition(1, (short) 0, 0);
        return new OffsetSync("orders", partition, 10, 10, Uuid.ZERO_UUID, writer, runLength, epoch, onlyCounts);
    }

    @Test
    void asksTheThreeThatWereStoredLastOfThoseThatEndWithARecordOfAKnownEpoch() {
        List<OffsetSync> stored = List.of(
                sync(0, 5, EPOCH, false),
                sync(1, 5, EPOCH, false),
                sync(2, 0, EPOCH, false),
                sync(3, 5, EPOCH, false),
                sync(4, 5, null, false),
                sync(5, 5, EPOCH, true),
                sync(6, 1, EPOCH, false),
                new OffsetSync("orders", 7, 10, 10, Uuid.ZERO_UUID, null, 5, EPOCH, false));

        assertThat(LastCopies.latest(stored)).extracting(OffsetSync::partition).containsExactly(6, 3, 1);
        assertThat(LastCopies.latest(List.of())).isEmpty();
    }
}
