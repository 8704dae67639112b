package io.kagami.mirror.testkit.read;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A partition's records up to a fixed end; gaps and transaction markers are passed over.
 *
 * <p>Threading: one thread, the consumer's.
 */
public final class PartitionIterator implements Iterator<ConsumerRecord<byte[], byte[]>> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final long endOffsetExclusive;
    private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();

    PartitionIterator(Consumer<byte[], byte[]> consumer, TopicPartition partition, long endOffsetExclusive) {
        this.consumer = consumer;
        this.partition = partition;
        this.endOffsetExclusive = endOffsetExclusive;
    }

    /** The end of the log when reading began. */
    public long endOffsetExclusive() {
        return endOffsetExclusive;
    }

    @Override
    public boolean hasNext() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!fetched.hasNext()) {
            long position = consumer.position(partition);
            if (position >= endOffsetExclusive) {
                return false;
            }
            fetched = consumer.poll(Duration.ofMillis(200)).records(partition).stream()
                    .filter(record -> record.offset() < endOffsetExclusive)
                    .iterator();
            if (consumer.position(partition) > position) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("%s stands still at offset %d of %d for %s"
                        .formatted(partition, position, endOffsetExclusive, PATIENCE));
            }
        }
        return true;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException(partition + " has no record before offset " + endOffsetExclusive);
        }
        return fetched.next();
    }
}
