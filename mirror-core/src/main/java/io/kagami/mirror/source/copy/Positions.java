package io.kagami.mirror.source.copy;

/**
 * Where to begin or go on, from the last pair of positions that was stored and the log end of the copy.
 *
 * <p>While nobody else writes to the copy and the source is not compacted, what lies between the stored downstream position and the
 * log end are records copied after the pair was stored: as many records are skipped at the source, from the stored upstream position on.
 * So nothing is copied twice, and nothing is left out, whenever the process ended.
 */
final class Positions {

    /**
     * A place to go on at.
     *
     * @param upstream where to fetch from
     * @param downstream the copy's log end
     * @param recordsToSkip records at or after {@code upstream} that the copy has already
     * @param claim whether the pair must be stored before the first record is written
     * @param event what an operator should know, or empty
     */
    record Place(long upstream, long downstream, long recordsToSkip, boolean claim, String event) {}

    private Positions() {}

    /** A partition of which nothing was copied before. */
    static Place first(long upstream, long logEnd) {
        return first(upstream, logEnd, "");
    }

    private static Place first(long upstream, long logEnd, String event) {
        return new Place(upstream, logEnd, 0, true, event);
    }

    /**
     * A partition that was copied before.
     *
     * @param anotherTopic whether the source topic was deleted and created again since
     * @param countable whether the records since the pair can be counted: the copy is written by this flow alone, and the source
     *     does not compact the topic
     */
    static Place resume(Basis basis, long logEnd, boolean anotherTopic, boolean countable) {
        if (anotherTopic) {
            return first(
                    0,
                    logEnd,
                    "source topic was deleted and created again: the new one is copied from its start, behind the old one's records");
        }
        long appended = logEnd - basis.downstream();
        if (appended < 0) {
            return first(
                    basis.upstream(),
                    logEnd,
                    "target holds " + -appended
                            + " records less than it acknowledged: they are lost there, copying goes on"
                            + " behind them with upstream offset " + basis.upstream());
        }
        if (appended > 0 && !countable) {
            return first(
                    basis.upstream(),
                    logEnd,
                    "the copy has " + appended
                            + " records since the last stored position, which cannot be counted off at the"
                            + " source, as it is compacted or others write to the copy: those from upstream offset "
                            + basis.upstream() + " on may be copied twice");
        }
        return new Place(basis.upstream(), logEnd, appended, false, "");
    }
}
