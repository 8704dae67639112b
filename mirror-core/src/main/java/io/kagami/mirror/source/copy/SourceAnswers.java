package io.kagami.mirror.source.copy;

import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.wire.fetch.FetchListener;
import io.kagami.mirror.wire.fetch.FetchedRecords;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/**
 * What the source answers: records, which go on to the target, or that it does not have what was asked for.
 *
 * <p>Threading: the copier's thread.
 */
final class SourceAnswers implements FetchListener {

    private final Links links;
    private final BatchHandover handover;
    private final PartitionCopies copies;
    private final RestingPartitions resting;
    private final SkipWatch skips = new SkipWatch();

    SourceAnswers(Links links, BatchHandover handover, PartitionCopies copies, RestingPartitions resting) {
        this.links = links;
        this.handover = handover;
        this.copies = copies;
        this.resting = resting;
    }

    SkipWatch skips() {
        return skips;
    }

    @Override
    public void fetched(FetchedRecords records) {
        CopiedPartition partition = copies.copying(records.partition()).orElse(null);
        if (partition == null || partition.isStalled()) {
            return;
        }
        Optional<String> trouble = handover.handOver(partition, records);
        skips.note(partition, copies.nowMs());
        if (trouble.isPresent()) {
            copies.rest(partition, trouble.get());
        } else if (partition.nothingUnacknowledged()) {
            partition.newSync().ifPresent(links.outbox()::put);
        }
    }

    @Override
    public void offsetOutOfRange(TopicPartition source, long fetchOffset) {
        links.source()
                .earliestOffset(
                        source,
                        earliest -> copies.copying(source)
                                .filter(partition -> partition.fetchOffset() == fetchOffset)
                                .ifPresent(partition -> goOnBehindWhatIsGone(partition, earliest)));
    }

    private void goOnBehindWhatIsGone(CopiedPartition partition, long earliest) {
        long next = partition.fetchOffset();
        if (earliest <= next) {
            copies.rest(
                    partition,
                    "source ends before upstream offset " + next
                            + ", which was next: it lost records, or the topic was created anew");
        } else if (!partition.isPlain()) {
            copies.compareFrom(partition, earliest);
        } else {
            resting.event(
                    partition,
                    "source deleted the records from upstream offset " + next + " to " + (earliest - 1)
                            + " before they were copied: copying goes on behind them");
            partition.fetched(earliest, 0);
            links.source().seek(partition.source(), earliest);
        }
    }

    @Override
    public void refused(TopicPartition source, Errors error) {
        copies.find(source)
                .filter(partition -> partition.stage() != Stage.RESTING)
                .ifPresent(partition -> resting.event(
                        partition, "source refuses to be read, will keep trying: " + error + ", " + error.message()));
    }
}
