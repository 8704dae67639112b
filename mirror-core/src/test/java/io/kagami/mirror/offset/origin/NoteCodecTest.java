package io.kagami.mirror.offset.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.start.FirstSightCodec;
import io.kagami.mirror.topology.Flow;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NoteCodecTest {

    private static final FlowNote NOTE = new FlowNote(
            Flow.of("A", "B"),
            "id-of-a",
            "id-of-b",
            true,
            "A.probe",
            "orders,payments.*",
            new TreeSet<>(Set.of("id-of-a", "id-of-c")),
            new TreeSet<>(Set.of("id-of-c")));

    @Test
    void flowsAreReadAsTheyWereWritten() {
        assertThat(NoteCodec.flowOf(NoteCodec.flowKey("id-of-a"))).contains("id-of-a");
        assertThat(NoteCodec.flow(NoteCodec.value(NOTE))).contains(NOTE);
        assertThat(NoteCodec.flow(NoteCodec.takenBack())).isEmpty();
    }

    @Test
    void writersAreThoseOfOneFlow() {
        byte[] value = NoteCodec.writerValue("id-of-a", "id-of-b");

        assertThat(NoteCodec.writerOf(NoteCodec.writerKey(4711))).contains(4711L);
        assertThat(NoteCodec.isWriterOf(value, "id-of-a", "id-of-b")).isTrue();
        assertThat(NoteCodec.isWriterOf(value, "id-of-b", "id-of-a")).isFalse();
        assertThat(NoteCodec.isWriterOf(NoteCodec.takenBack(), "id-of-a", "id-of-b"))
                .isFalse();
    }

    @Test
    void otherRecordsOfTheLogAreNoNotes() {
        byte[] sync = OffsetSyncCodec.key("orders", 3);
        assertThat(NoteCodec.flowOf(sync)).isEmpty();
        assertThat(NoteCodec.writerOf(sync)).isEmpty();
        assertThat(NoteCodec.flowOf(new byte[] {9})).isEmpty();
        assertThat(NoteCodec.writerOf(OffsetSyncCodec.key("!writer!x", 0))).isEmpty();
        assertThat(NoteCodec.flow("x".repeat(40).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void readersOfSyncsFindNoPositionInThem() {
        byte[] key = NoteCodec.flowKey("id-of-a");
        OffsetSync read = OffsetSyncCodec.decode(key, NoteCodec.value(NOTE));

        assertThat(FirstSightCodec.isOurs(key)).isFalse();
        assertThat(read.upstreamOffset()).isNegative();
        assertThat(read.downstreamOffset()).isNegative();
        assertThat(read.writer()).isNull();
    }
}
