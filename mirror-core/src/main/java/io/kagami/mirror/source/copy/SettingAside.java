package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.copy.CopiedPartition.Stage;
import io.kagami.mirror.source.trouble.Quarantine;
import io.kagami.mirror.wire.records.DamagedBatch;
import java.util.function.Consumer;

/**
 * Puts records aside that cannot be copied. The partition waits until they are safe, and goes on behind them.
 *
 * <p>Threading: the copier's thread; answers come as messages to it.
 */
final class SettingAside {

    private final Quarantine quarantine;
    private final Consumer<Runnable> copierThread;
    private final PartitionCopies copies;
    private final Claims claims;
    private final Troubles troubles;

    SettingAside(Links links, PartitionCopies copies, Claims claims, Troubles troubles) {
        this.quarantine = links.aside().quarantine();
        this.copierThread = links.copierThread();
        this.copies = copies;
        this.claims = claims;
        this.troubles = troubles;
    }

    /** Records the target refused one by one. */
    void refused(CopiedPartition partition, PartitionEvent event, OutgoingBatch batch) {
        copies.withdraw(partition);
        partition.enter(Stage.SETTING_ASIDE);
        Runnable done = goingOn(partition, batch.nextUpstreamOffset());
        if (event.kind() == EventKind.CORRUPT_BATCH) {
            quarantine.putRaw(event, batch.buffer(), done, stopping(partition, event));
        } else {
            quarantine.put(event, batch.buffer(), done, stopping(partition, event));
        }
    }

    /** A batch that cannot be read; everything before it is acknowledged, and the copy holds nothing of what is behind it. */
    void damaged(CopiedPartition partition, PartitionEvent event, DamagedBatch batch) {
        copies.withdraw(partition);
        partition.enter(Stage.SETTING_ASIDE);
        quarantine.putRaw(event, batch.bytes(), goingOn(partition, batch.nextOffset()), stopping(partition, event));
    }

    private Runnable goingOn(CopiedPartition partition, long nextOffset) {
        return () -> copierThread.accept(() -> {
            if (isWaiting(partition)) {
                claims.claimAt(partition, nextOffset, null);
            }
        });
    }

    private Consumer<String> stopping(CopiedPartition partition, PartitionEvent event) {
        return reason -> copierThread.accept(() -> {
            if (isWaiting(partition)) {
                String message = event.message() + "; " + reason;
                PartitionEvent unused = troubles.sayStop(partition, event.kind(), event.offsets(), message);
                copies.stop(partition);
            }
        });
    }

    private boolean isWaiting(CopiedPartition partition) {
        return partition.stage() == Stage.SETTING_ASIDE
                && copies.find(partition.source())
                        .filter(present -> present == partition)
                        .isPresent();
    }
}
