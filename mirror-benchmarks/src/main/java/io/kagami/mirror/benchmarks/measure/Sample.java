package io.kagami.mirror.benchmarks.measure;

/**
 * One look at a running copy.
 *
 * @param nanos when, in the time of {@link System#nanoTime()}
 * @param copied records at the target
 * @param mirror what the mirror's process has used since it was started
 * @param threads the same by kind of thread
 * @param brokersCpuSeconds CPU time of both broker processes since they were started
 */
public record Sample(long nanos, long copied, ProcessUsage mirror, ThreadUsage threads, double brokersCpuSeconds) {}
