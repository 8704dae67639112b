package io.kagami.mirror.benchmarks.workload;

/**
 * What a mirror has to bring to the target. Records of aborted transactions are of no use to anybody; a mirror that copies them
 * is done when it has copied them, too, but they are not counted.
 *
 * @param logRecords records that lie in the copy's log in the end
 * @param records those of them that count
 */
public record CopyGoal(long logRecords, long records) {

    public CopyGoal {
        if (records < 1 || logRecords < records) {
            throw new IllegalArgumentException(records + " of " + logRecords + " records");
        }
    }

    /** How many records count when so many are in the log. */
    public long counted(long inLog) {
        return inLog == logRecords ? records : inLog * records / logRecords;
    }
}
