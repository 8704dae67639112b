package io.kagami.mirror.event;

/**
 * Which records an event is about.
 *
 * @param upstream the first of them at the source, or the next to be copied where it is about none
 * @param upstreamEndExclusive behind the last of them; equal to {@code upstream} where it is about none
 * @param downstream where the copy ended
 */
public record EventOffsets(long upstream, long upstreamEndExclusive, long downstream) {

    public EventOffsets {
        if (upstreamEndExclusive < upstream) {
            throw new IllegalArgumentException("records from " + upstream + " to before " + upstreamEndExclusive);
        }
    }

    /** About no record in particular. */
    public static EventOffsets at(long upstream, long downstream) {
        return new EventOffsets(upstream, upstream, downstream);
    }
}
