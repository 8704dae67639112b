package io.kagami.mirror.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class OffsetSyncCodecTest {

    private static final OffsetSync SYNC = new OffsetSync("test", 3, 0x1122334455667788L, 258);
    private static final String KEY = "0004" + "74657374" + "00000003";
    private static final String VALUE = "1122334455667788" + "0000000000000102";

    @Test
    void aSyncThatOnlyCountsLooksTakenBackToReadersOfMirrorMaker() {
        OffsetSync sync = new OffsetSync(
                "test", 3, 7, 5, Uuid.randomUuid(), new ProducerPosition(1, (short) 2, 3), 0, null, true);

        byte[] value = OffsetSyncCodec.value(sync);

        assertThat(hex(value)).startsWith("ff".repeat(16));
        assertThat(OffsetSyncCodec.decode(OffsetSyncCodec.key(sync), value)).isEqualTo(sync);
    }

    @Test
    void writesTheBytesOfMirrorMaker() {
        assertThat(hex(OffsetSyncCodec.key(SYNC))).isEqualTo(KEY);
        assertThat(hex(OffsetSyncCodec.value(SYNC))).isEqualTo(VALUE);
    }

    @Test
    void readsThemBack() {
        assertThat(OffsetSyncCodec.decode(bytes(KEY), bytes(VALUE))).isEqualTo(SYNC);
    }

    @Test
    void toleratesWhatALaterVersionAppends() {
        assertThat(OffsetSyncCodec.decode(bytes(KEY + "ff"), bytes(VALUE + "0102030405")))
                .isEqualTo(SYNC);
    }

    @Test
    void refusesBytesThatEndEarly() {
        byte[] key = bytes(KEY);
        byte[] value = bytes(VALUE);
        for (int length = 0; length < key.length; length++) {
            byte[] cut = Arrays.copyOf(key, length);
            assertThatIllegalArgumentException().isThrownBy(() -> OffsetSyncCodec.decode(cut, value));
        }
        for (int length = 0; length < value.length; length++) {
            byte[] cut = Arrays.copyOf(value, length);
            assertThatIllegalArgumentException().isThrownBy(() -> OffsetSyncCodec.decode(key, cut));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> OffsetSyncCodec.decode(bytes("ffff00000000"), value));
    }

    @Test
    void keepsWhoWritesTheCopyBehindWhatMirrorMakerReads() {
        ProducerPosition writer = new ProducerPosition(4_711, (short) 3, Integer.MAX_VALUE);
        OffsetSync sync = new OffsetSync("test", 3, 7, 5, Uuid.randomUuid(), writer, 123, new SourceEpoch(9, 4), false);

        byte[] value = OffsetSyncCodec.value(sync);

        assertThat(OffsetSyncCodec.decode(OffsetSyncCodec.key(sync), value)).isEqualTo(sync);
        assertThat(hex(value)).startsWith("0000000000000007" + "0000000000000005" + "05");
    }

    @Test
    void keepsTheEpochsOfTheSourceThatCameBefore() {
        SourceEpoch epoch = new SourceEpoch(1, 0).followedBy(4, 20).followedBy(9, 30);
        ProducerPosition writer = new ProducerPosition(4_711, (short) 3, 17);
        OffsetSync sync = new OffsetSync("test", 3, 40, 5, Uuid.randomUuid(), writer, 123, epoch, true);

        byte[] value = OffsetSyncCodec.value(sync);

        assertThat(OffsetSyncCodec.decode(OffsetSyncCodec.key(sync), value)).isEqualTo(sync);
        assertThat(hex(value)).endsWith("02" + "00000004" + "0000000000000014" + "00000001" + "0000000000000000");
        byte[] cut = Arrays.copyOf(value, value.length - 1);
        assertThat(OffsetSyncCodec.decode(OffsetSyncCodec.key(sync), cut).epoch())
                .isEqualTo(new SourceEpoch(9, 30));
    }

    @Test
    void readsWhatTheFirstVersionWrote() {
        Uuid id = Uuid.randomUuid();
        String ours = "01%016x%016x".formatted(id.getMostSignificantBits(), id.getLeastSignificantBits());

        assertThat(OffsetSyncCodec.decode(bytes(KEY), bytes(VALUE + ours)))
                .isEqualTo(new OffsetSync("test", 3, SYNC.upstreamOffset(), SYNC.downstreamOffset(), id));
    }

    @Test
    void readsWhatTheSecondVersionWrote() {
        ProducerPosition writer = new ProducerPosition(4_711, (short) 3, 17);
        OffsetSync sync = new OffsetSync("test", 3, 7, 5, Uuid.randomUuid(), writer, 123);
        byte[] value = OffsetSyncCodec.value(sync);
        byte[] second = Arrays.copyOf(value, value.length - Integer.BYTES - Long.BYTES - 1);
        second[16] = 2;

        assertThat(OffsetSyncCodec.decode(OffsetSyncCodec.key(sync), second)).isEqualTo(sync);
        assertThat(OffsetSyncCodec.decode(OffsetSyncCodec.key(sync), value)).isEqualTo(sync);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
