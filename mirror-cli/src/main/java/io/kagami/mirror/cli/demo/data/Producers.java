package io.kagami.mirror.cli.demo.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes all topics, each at its own rate, from {@link #start()} to {@link #stop()}.
 *
 * <p>Threading: one thread calls; two of its own write, each topic by one of them at a time.
 */
public final class Producers implements AutoCloseable {

    private static final int ROUNDS_PER_SECOND = 10;
    private static final Duration LAST_ROUND = Duration.ofSeconds(20);

    private final List<TopicProducer> producers = new ArrayList<>();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(2, writer -> {
        Thread thread = new Thread(writer, "demo-writer");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /** Connects to the topics, which must exist. */
    public Producers(List<DemoTopic> topics, Function<DemoTopic, Map<String, String>> clientProperties) {
        try {
            topics.forEach(topic -> producers.add(new TopicProducer(topic, clientProperties.apply(topic))));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Writes what each topic gets in so many seconds, as fast as it goes, and returns when the brokers have it. */
    public void writeAhead(int seconds) {
        for (int round = 0; round < seconds * ROUNDS_PER_SECOND; round++) {
            producers.forEach(producer -> producer.round(recordsPerRound(producer)));
        }
        producers.forEach(TopicProducer::flush);
    }

    /** Begins to write. */
    public void start() {
        for (TopicProducer producer : producers) {
            var unused = threads.scheduleAtFixedRate(
                    () -> write(producer), 0, 1000 / ROUNDS_PER_SECOND, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Ends writing; the brokers then have everything that was written.
     *
     * @throws RuntimeException if a topic could not be written on the way
     */
    public void stop() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(LAST_ROUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the brokers do not take what the demo writes");
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        producers.forEach(TopicProducer::flush);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        producers.forEach(TopicProducer::close);
    }

    private void write(TopicProducer producer) {
        try {
            producer.round(recordsPerRound(producer));
        } catch (RuntimeException failed) {
            failure.compareAndSet(null, failed);
            throw failed;
        }
    }

    private static int recordsPerRound(TopicProducer producer) {
        return Math.max(1, producer.topic().recordsPerSecond() / ROUNDS_PER_SECOND);
    }
}
