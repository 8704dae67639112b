package io.kagami.mirror.metrics;

import io.kagami.mirror.batch.BatchVerdict;
import io.kagami.mirror.batch.OutgoingBatch;
import java.util.Locale;

/** What became of a batch of the source. */
public enum BatchOutcome {
    /** The target has it byte for byte, apart from its header. */
    PASSED,
    /** Its records were encoded anew, as the target would not take the batch as it was. */
    REWRITTEN,
    /** It became one batch with others. */
    COALESCED,
    /** It was left out: a transaction marker, aborted records, nothing but a header, or copied before. */
    SKIPPED;

    static BatchOutcome of(OutgoingBatch batch) {
        if (batch.verdict() == BatchVerdict.MERGED || !batch.holdsRecords()) {
            return COALESCED;
        }
        return batch.isRewritten() ? REWRITTEN : PASSED;
    }

    /** In metrics. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
