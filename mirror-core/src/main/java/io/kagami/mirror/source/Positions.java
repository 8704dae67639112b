package io.kagami.mirror.source;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where to begin or go on, from the last pair of positions that was stored and the log end of the copy.
 *
 * <p>While nobody else writes to the copy and the source is not compacted, what lies between the stored downstream position and the log end are records copied after the
 * pair was stored: as many records are skipped at the source, from the stored upstream position on. So nothing is copied twice,
 * and nothing is left out, whenever the process ended.
 *
 * <p>Threading: stateless.
 */
final class Positions {

    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    /**
     * A place to go on at.
     *
     * @param upstream where to fetch from
     * @param downstream the copy's log end
     * @param recordsToSkip records at or after {@code upstream} that the copy has already
     * @param claim whether the pair must be stored before the first record is written
     */
    record Place(long upstream, long downstream, long recordsToSkip, boolean claim) {}

    private Positions() {}

    /** A partition of which nothing was copied before. */
    static Place first(long upstream, long logEnd) {
        return new Place(upstream, logEnd, 0, true);
    }

    /**
     * A partition that was copied before.
     *
     * @param countable whether the records since the pair can be counted: the copy is written by this flow alone, and the source
     *     does not compact the topic
     */
    static Place resume(CopiedPartition partition, Basis basis, long logEnd, boolean countable) {
        if (basis.ofAnotherTopicThan(partition.topicId())) {
            LOG.error(
                    "source topic was deleted and created again: copying the new one from its start, behind the old one's records"
                            + " topic={} partition={} upstreamOffset={} downstreamOffset={}",
                    partition.source().topic(),
                    partition.source().partition(),
                    basis.upstream(),
                    logEnd);
            partition.meter().event();
            return first(0, logEnd);
        }
        long appended = logEnd - basis.downstream();
        if (appended < 0) {
            LOG.error(
                    "target holds fewer records than were acknowledged: {} are lost there, copying goes on behind them"
                            + " topic={} partition={} upstreamOffset={} downstreamOffset={}",
                    -appended,
                    partition.target().topic(),
                    partition.target().partition(),
                    basis.upstream(),
                    logEnd);
            partition.meter().event();
            return first(basis.upstream(), logEnd);
        }
        if (appended > 0 && !countable) {
            LOG.warn(
                    "the copy has {} records since the last stored position, which cannot be counted off at the source, as it is"
                            + " compacted or others write to the copy: some may be copied twice topic={} partition={} upstreamOffset={}",
                    appended,
                    partition.target().topic(),
                    partition.target().partition(),
                    basis.upstream());
            partition.meter().event();
            return first(basis.upstream(), logEnd);
        }
        return new Place(basis.upstream(), logEnd, appended, false);
    }
}
