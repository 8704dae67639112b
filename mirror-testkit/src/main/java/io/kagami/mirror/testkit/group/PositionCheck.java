package io.kagami.mirror.testkit.group;

import org.apache.kafka.common.TopicPartition;

/**
 * What happens to a group that goes on in a copy.
 *
 * @param group its id
 * @param source the partition it consumed
 * @param known whether it has a position in the copy at all
 * @param readAgain how many records it processed at the source and reads once more; all it processed, if it has no position
 * @param missed how many records it did not process at the source and does not read in the copy either
 */
public record PositionCheck(String group, TopicPartition source, boolean known, long readAgain, long missed) {

    /** Whether it goes on as if nothing had happened. */
    public boolean isExact() {
        return known && readAgain == 0 && missed == 0;
    }
}
