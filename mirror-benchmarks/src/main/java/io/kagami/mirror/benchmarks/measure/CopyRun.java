package io.kagami.mirror.benchmarks.measure;

import io.kagami.mirror.benchmarks.contender.MirrorExit;

/**
 * One measured and checked run of a mirror.
 *
 * @param contender name of the mirror
 * @param round from 1
 * @param window when and at which cost it copied
 * @param exit how it ended
 * @param comparedRecords records of the copy that were compared with the source, all equal
 * @param loadBefore the machine's load average over a minute just before the run
 */
public record CopyRun(
        String contender, int round, CopyWindow window, MirrorExit exit, long comparedRecords, double loadBefore) {}
