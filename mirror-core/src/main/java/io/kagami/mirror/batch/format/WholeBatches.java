package io.kagami.mirror.batch.format;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Walks over the headers of what a fetch answer holds, without believing more of them than their sizes. What is damaged, or cut short, ends the
 * walk; whoever reads the records says so.
 *
 * <p>Threading: confined to one thread.
 */
public final class WholeBatches {

    private final BatchHeader header = new BatchHeader();

    /** Shows each batch's header; the same view each time, good during the call. The buffer's position and limit are not moved. */
    public void each(ByteBuffer records, Consumer<BatchHeader> look) {
        int position = records.position();
        while (records.limit() - position >= BatchHeader.SIZE) {
            header.wrap(records, position);
            int size = header.sizeInBytes();
            if (size < BatchHeader.SIZE || size > records.limit() - position) {
                return;
            }
            look.accept(header);
            position += size;
        }
    }
}
