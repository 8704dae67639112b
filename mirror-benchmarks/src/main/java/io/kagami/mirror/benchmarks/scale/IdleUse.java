package io.kagami.mirror.benchmarks.scale;

import io.kagami.mirror.benchmarks.measure.ProcessUsage;
import io.kagami.mirror.benchmarks.measure.ThreadUsage;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * What is used while nothing is written.
 *
 * @param mirror share of a core
 * @param brokers share of a core, of all that are watched
 * @param mirrorByThread share of a core by kind of thread
 */
public record IdleUse(double mirror, double brokers, Map<String, Double> mirrorByThread) {

    private static final int SHOWN = 8;

    public IdleUse {
        mirrorByThread = Map.copyOf(mirrorByThread);
    }

    /** Watches a mirror's process for so long. */
    public static IdleUse watch(long pid, DoubleSupplier brokersCpuSeconds, Duration time) throws InterruptedException {
        long startNanos = System.nanoTime();
        double brokersBefore = brokersCpuSeconds.getAsDouble();
        double before = ProcessUsage.of(pid).cpuSeconds();
        ThreadUsage threadsBefore = ThreadUsage.of(pid);
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        Map<String, Double> threads = new TreeMap<>(ThreadUsage.of(pid).since(threadsBefore));
        double used = ProcessUsage.of(pid).cpuSeconds() - before;
        double brokersUsed = brokersCpuSeconds.getAsDouble() - brokersBefore;
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        threads.replaceAll((kind, thread) -> thread / seconds);
        return new IdleUse(used / seconds, brokersUsed / seconds, threads);
    }

    /** The busiest kinds of threads, in percent of a core. */
    public String threads() {
        return mirrorByThread.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(thread -> String.format(Locale.ROOT, "%s %.2f", thread.getKey(), 100 * thread.getValue()))
                .collect(Collectors.joining(", "));
    }
}
