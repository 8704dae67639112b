package io.kagami.mirror.metrics;

import java.util.Map;

/**
 * What JMX shows of a flow: the sums over all partitions that tasks of this process have copied since it started. Where something is not
 * known, it is not a number.
 */
public interface FlowMXBean {

    /** Records acknowledged by the target. */
    long getRecords();

    /** Their bytes: of batches as stored, of single records their keys and values. */
    long getBytes();

    /** Offsets between the last acknowledged records and the source's last stable ones. */
    long getLagRecords();

    /** Bytes of those, estimated by the mean size of the records copied so far. */
    double getLagBytes();

    /** In how many seconds was written, at most, what is not copied yet; of the partition that is most behind. */
    double getLagSeconds();

    /** Batches of the source by what became of them: passed, rewritten, coalesced, skipped. */
    Map<String, Long> getBatches();

    /** Mean milliseconds from the timestamp of a batch's first record to the target's acknowledgement, since the process began. */
    double getLatencyMeanMs();

    /** The greatest of the last minutes. */
    double getLatencyMaxMs();

    /** Tasks of the flow that run in this process. */
    int getTasks();

    /** Partitions they copy. */
    int getPartitions();

    /** Those that copy nothing now because of an event. */
    int getSickPartitions();

    /** How copying goes: healthy, degraded, down, or absent where no task runs in this process. */
    String getHealth();

    /** How it was found where to go on, by how often: claimed, stored, counted. */
    Map<String, Long> getResumes();

    /** Runs of all offset maps, about. */
    long getOffsetMapRuns();

    /** How often a part of the offset map gave way to a newer one, as {@code offset.map.max.runs} was reached; such offsets translate conservatively. */
    long getOffsetMapChunksOverwritten();

    /** What went wrong, by kind. */
    Map<String, Long> getEvents();
}
