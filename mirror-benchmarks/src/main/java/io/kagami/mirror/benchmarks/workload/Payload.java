package io.kagami.mirror.benchmarks.workload;

/** Computes values of records, all of one length, the same ones in every run. */
public sealed interface Payload permits HalfCompressiblePayload, JsonPayload {

    /** Length of every value in bytes. */
    int valueBytes();

    /** The value of the record with this number, a new array. */
    byte[] value(long number);

    /** What a reader of the results must know about it. */
    String description();
}
