package io.kagami.mirror.batch.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.seed.Seeded;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class Crc32cShiftTest {

    @Test
    void givesTheChecksumOfTheWholeWithoutReadingTheTail(Random random) {
        for (int round = 0; round < 20_000; round++) {
            // From no byte at all to a megabyte, small lengths most often.
            int tailLength = random.nextInt(1 << random.nextInt(round % 100 == 0 ? 21 : 10));
            assertCarriesOver(random, 1 + random.nextInt(80), tailLength);
        }
    }

    @Test
    void holdsForTailsOfSeveralMegabytesAndForNone() {
        Random random = new Random(2);
        for (int tailLength : new int[] {0, 1, (1 << 23) - 1, 1 << 23, 11_111_111}) {
            assertCarriesOver(random, 40, tailLength);
        }
    }

    @Test
    void shiftsByTheLongestLengthThereIsAsByItsParts() {
        int difference = 0x12345678;
        int inTwoSteps = Crc32cShift.shift(Crc32cShift.shift(difference, Integer.MAX_VALUE - 12_345), 12_345);

        assertThat(Crc32cShift.shift(difference, Integer.MAX_VALUE)).isEqualTo(inTwoSteps);
    }

    private static void assertCarriesOver(Random random, int headLength, int tailLength) {
        byte[] oldHead = randomBytes(random, headLength);
        byte[] newHead = randomBytes(random, headLength);
        byte[] tail = randomBytes(random, tailLength);

        int carriedOver = Crc32cShift.replaceHead(crc(oldHead, tail), crc(oldHead), crc(newHead), tailLength);

        assertThat(carriedOver).isEqualTo(crc(newHead, tail));
    }

    private static byte[] randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static int crc(byte[]... parts) {
        CRC32C crc = new CRC32C();
        for (byte[] part : parts) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }
}
