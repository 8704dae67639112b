package io.kagami.mirror.benchmarks.latency;

/**
 * One run of a mirror at an even pace.
 *
 * @param contender name of the mirror
 * @param round from 1
 * @param latencies of all records of the measured time
 * @param coreShare CPU time of the mirror per second of it
 * @param peakResidentBytes the most memory the mirror had
 */
public record LatencyResult(
        String contender, int round, Latencies latencies, double coreShare, long peakResidentBytes) {}
