package io.kagami.mirror.batch.records;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.format.MalformedBatchException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Reads the kind of a transaction marker from a control batch (KIP-98: the key is a version and a type).
 *
 * <p>Threading: stateless.
 */
public final class TransactionMarkers {

    private static final short ABORT = 0;

    private final BatchLimits limits;

    public TransactionMarkers(BatchLimits limits) {
        this.limits = limits;
    }

    /** Whether the first record of this control batch ends its producer's transaction by an abort. */
    public boolean isAbort(BatchHeader controlBatch) {
        try (DefaultRecords records = new DefaultRecords(limits).open(controlBatch.buffer(), controlBatch.start())) {
            return records.next() && typeOf(records.bodyHead()) == ABORT;
        }
    }

    private static short typeOf(ByteBuffer body) {
        try {
            if (ByteUtils.readVarint(body) >= 2 * Short.BYTES) {
                return body.getShort(body.position() + Short.BYTES);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new MalformedBatchException("a control record that ends early", e);
        }
        throw new MalformedBatchException("a control record without a type");
    }
}
