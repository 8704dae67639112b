package io.kagami.mirror.source.position.rules;

import io.kagami.mirror.offset.ProducerPosition;
import org.jspecify.annotations.Nullable;

/**
 * What a target's accounts say it lost of what it had acknowledged. Each of our records has a sequence number, so if the leader remembers an earlier one
 * as our last than it acknowledged, those between are gone; if it remembers a later one, but its log has not grown by as many, as many are missing
 * before.
 */
public final class Loss {

    private Loss() {}

    /**
     * How many of our records before a pair of positions are lost at least; 0 where nothing tells of a loss, which does not mean that there is none:
     * others may have written as much since.
     *
     * @param mine how our producer goes on at the pair; null where that is not known
     * @param remembered how it goes on as the leader remembers; null where it does not, or does not tell
     * @param appended how many offsets the log has behind the pair; negative if it ends before
     */
    public static long least(@Nullable ProducerPosition mine, @Nullable ProducerPosition remembered, long appended) {
        if (mine == null || remembered == null || !mine.sameProducer(remembered)) {
            return Math.max(0, -appended);
        }
        long back = mine.recordsSince(remembered);
        long ahead = remembered.recordsSince(mine);
        return back <= ahead ? Math.max(back, -appended) : Math.max(0, ahead - appended);
    }
}
