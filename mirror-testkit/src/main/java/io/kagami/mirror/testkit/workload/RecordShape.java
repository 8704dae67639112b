package io.kagami.mirror.testkit.workload;

/**
 * What the records of a set look like.
 *
 * @param valueBytes length of a value; longer if its number does not fit
 * @param distinctKeys how many different keys there are; 0 gives every record its own
 * @param nullKeyEvery every n-th record has no key; 0 for none
 * @param nullValueEvery every n-th record has no value; 0 for none
 * @param firstTimestamp timestamp of record 0; each further record is one millisecond later
 */
public record RecordShape(
        int valueBytes, long distinctKeys, int nullKeyEvery, int nullValueEvery, long firstTimestamp) {

    /** 100-byte values, each its own key, no nulls, in the past so that no broker finds the time wrong. */
    public static final RecordShape PLAIN = new RecordShape(100, 0, 0, 0, 1_700_000_000_000L);

    public RecordShape {
        if (valueBytes < 0 || distinctKeys < 0 || nullKeyEvery < 0 || nullValueEvery < 0) {
            throw new IllegalArgumentException("sizes and intervals cannot be negative");
        }
    }

    boolean hasKey(long number) {
        return nullKeyEvery == 0 || (number + 1) % nullKeyEvery != 0;
    }

    boolean hasValue(long number) {
        return nullValueEvery == 0 || (number + 1) % nullValueEvery != 0;
    }

    long keyNumber(long number) {
        return distinctKeys == 0 ? number : number % distinctKeys;
    }
}
