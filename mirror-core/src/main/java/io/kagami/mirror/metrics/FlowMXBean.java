package io.kagami.mirror.metrics;

import java.util.Map;

/** What JMX shows of a flow: the sums over all partitions that tasks of this process have copied since it started. */
public interface FlowMXBean {

    /** Records acknowledged by the target. */
    long getRecords();

    /** Their bytes: of batches as stored, of single records their keys and values. */
    long getBytes();

    /** Offsets between the last acknowledged records and the source's last stable ones. */
    long getLagRecords();

    /** How often a part of the offset map gave way to a newer one, as {@code offset.map.max.runs} was reached; such offsets translate conservatively. */
    long getOffsetMapChunksOverwritten();

    /** What went wrong, by kind. */
    Map<String, Long> getEvents();
}
