package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.source.trouble.Rest;
import java.time.Duration;

/**
 * How often things are done that need not be done each time. Counted in rounds and in turns of committing, so that thousands of groups are
 * spread over them evenly.
 *
 * @param restingEvery in so many rounds each group that rests is read once
 * @param retryEvery in so many turns a group is tried again that could not be committed
 * @param lookEvery in so many turns the groups of the other cluster are listed though there is nothing to commit: they may be deleted there
 * @param recheckEvery in so many of these looks every group is held against its counterpart once, though nothing changed here: offsets expire
 *     there, or are reset
 */
public record Rhythm(int restingEvery, int retryEvery, int lookEvery, int recheckEvery) {

    private static final Duration RESTING = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration RECHECK = Duration.ofMinutes(10);

    /**
     * Such that the times come out the same whatever the intervals are, as far as these allow.
     *
     * @param round from one round to the next
     * @param turn from one time of committing to the next
     */
    public static Rhythm of(Duration round, Duration turn) {
        int lookEvery = times(Rest.of(RESTING), turn);
        return new Rhythm(
                times(Rest.of(RESTING), round),
                times(RETRY, turn),
                lookEvery,
                times(RECHECK, turn.multipliedBy(lookEvery)));
    }

    private static int times(Duration whole, Duration interval) {
        return (int) Math.max(1, whole.toMillis() / Math.max(1, interval.toMillis()));
    }
}
