package io.kagami.mirror.source.position;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Something that takes long to read, and that many partitions may want at about the same time, as when all positions are reset. What was begun before a
 * partition asked may lack what it asks for, so those that ask meanwhile wait for one more reading, which answers them all: two are
 * enough for any number.
 *
 * <p>Threading: the copier's thread, which hears the answers too; the reading itself is done by the thread for slow work.
 */
final class SharedReading<T> {

    /** What is read for all who ask. */
    interface Source<T> {

        /**
         * Reads it; blocks.
         *
         * @throws KafkaException if it cannot be read now
         */
        T read(Set<TopicPartition> askers) throws InterruptedException;
    }

    private record Asker<T>(TopicPartition partition, Consumer<T> then, Consumer<KafkaException> failed) {}

    private final SlowWork slow;
    private final Source<T> source;
    private final Consumer<T> first;
    private List<Asker<T>> waiting = new ArrayList<>();
    private boolean underWay;

    /** @param first hears of each reading once, before those who asked for it */
    SharedReading(SlowWork slow, Source<T> source, Consumer<T> first) {
        this.slow = slow;
        this.source = source;
        this.first = first;
    }

    /** Asks for a reading that begins later than now; one of the two hears of it. */
    void ask(TopicPartition partition, Consumer<T> then, Consumer<KafkaException> failed) {
        waiting.add(new Asker<>(partition, then, failed));
        if (!underWay) {
            read();
        }
    }

    private void read() {
        List<Asker<T>> askers = waiting;
        waiting = new ArrayList<>();
        underWay = true;
        Set<TopicPartition> partitions = new HashSet<>();
        askers.forEach(asker -> partitions.add(asker.partition()));
        slow.run(
                () -> source.read(partitions),
                result -> {
                    first.accept(result);
                    over();
                    askers.forEach(asker -> asker.then().accept(result));
                },
                reason -> {
                    over();
                    askers.forEach(asker -> asker.failed().accept(reason));
                });
    }

    private void over() {
        underWay = false;
        if (!waiting.isEmpty()) {
            read();
        }
    }
}
