package io.kagami.mirror.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * JSON objects as an event topic might hold them: field names and some values repeat, identifiers and amounts do not.
 *
 * <p>Threading: immutable.
 */
final class JsonPayload implements Payload {

    private static final String[] STATES = {"created", "paid", "packed", "shipped", "delivered", "returned"};

    private final int valueBytes;

    JsonPayload(int valueBytes) {
        this.valueBytes = valueBytes;
    }

    @Override
    public int valueBytes() {
        return valueBytes;
    }

    @Override
    public byte[] value(long number) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder json =
                new StringBuilder(valueBytes + 128).append("{\"order\":").append(number);
        for (int item = 0; json.length() < valueBytes - 2; item++) {
            json.append(",\"item").append(item).append("\":{\"id\":\"").append(Long.toHexString(random.nextLong()));
            json.append("\",\"state\":\"").append(STATES[random.nextInt(STATES.length)]);
            json.append("\",\"amount\":").append(random.nextInt(100_000)).append('}');
        }
        byte[] value = Arrays.copyOf(json.toString().getBytes(StandardCharsets.US_ASCII), valueBytes);
        value[valueBytes - 1] = '}';
        return value;
    }

    @Override
    public String description() {
        return "JSON objects with random identifiers and amounts, cut to length";
    }
}
