package io.kagami.mirror.batch;

import io.kagami.mirror.batch.format.BatchHeader;
import java.nio.ByteBuffer;
import java.util.Random;

/** Bytes changed at random, headers more often than the rest, and now and then cut off. */
final class Damage {

    private Damage() {}

    static ByteBuffer some(Random random, ByteBuffer source) {
        ByteBuffer copy = SourceBatches.copyOf(source);
        int changes = 1 + random.nextInt(3);
        for (int change = 0; change < changes; change++) {
            int bound = random.nextBoolean() ? Math.min(BatchHeader.SIZE + 20, copy.limit()) : copy.limit();
            int position = random.nextInt(bound);
            switch (random.nextInt(4)) {
                case 0 -> copy.put(position, (byte) random.nextInt());
                case 1 -> copy.put(position, (byte) (copy.get(position) ^ 1 << random.nextInt(8)));
                case 2 -> copy.putInt(Math.min(position, copy.limit() - 4), extreme(random));
                default -> copy.limit(Math.max(4, random.nextInt(8) == 0 ? position : copy.limit()));
            }
        }
        return copy;
    }

    private static int extreme(Random random) {
        int[] values = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 29, random.nextInt(), random.nextInt(100)};
        return values[random.nextInt(values.length)];
    }
}
