package io.kagami.mirror.source.position;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Work that blocks, done beside the copier, which hears what came of it.
 *
 * @param thread that does it
 * @param copierThread takes messages for the copier's thread
 */
record SlowWork(ExecutorService thread, Consumer<Runnable> copierThread) {

    /** What may block. */
    interface Work<T> {
        T call() throws InterruptedException;
    }

    /** Does it soon. {@code then} and {@code failed} are called on the copier's thread. */
    <T> void run(Work<T> work, Consumer<T> then, Consumer<String> failed) {
        Future<?> unused = thread.submit(() -> {
            try {
                T result = work.call();
                copierThread.accept(() -> then.accept(result));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (KafkaException e) {
                copierThread.accept(() -> failed.accept(String.valueOf(e.getMessage())));
            } catch (Throwable defect) { // the root of the work: else nobody would hear of it
                copierThread.accept(() -> {
                    throw new IllegalStateException("looking for a partition's place failed", defect);
                });
            }
        });
    }
}
