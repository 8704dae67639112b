package io.kagami.mirror.source.position;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Work that blocks, done beside the copier, which hears what came of it.
 *
 * @param thread that does it
 * @param copierThread takes messages for the copier's thread
 */
public record SlowWork(ExecutorService thread, Consumer<Runnable> copierThread) {

    private static final long THREAD_RESTS_SECONDS = 5;

    /** Most copiers have some at their start alone, so the thread ends when there is none for a while. */
    public static ExecutorService newThread(String name) {
        ThreadPoolExecutor single = new ThreadPoolExecutor(
                1, 1, THREAD_RESTS_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread worker = new Thread(work, name);
                    worker.setDaemon(true);
                    return worker;
                });
        single.allowCoreThreadTimeOut(true);
        return single;
    }

    /** What may block. */
    public interface Work<T> {
        T call() throws InterruptedException;
    }

    /** Does it soon. {@code then} and {@code failed} are called on the copier's thread. */
    public <T> void run(Work<T> work, Consumer<T> then, Consumer<KafkaException> failed) {
        Future<?> unused = thread.submit(() -> {
            try {
                T result = work.call();
                copierThread.accept(() -> then.accept(result));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (KafkaException e) {
                copierThread.accept(() -> failed.accept(e));
            } catch (Throwable defect) { // the root of the work: else nobody would hear of it
                copierThread.accept(() -> {
                    throw new IllegalStateException("work beside the copier failed", defect);
                });
            }
        });
    }
}
