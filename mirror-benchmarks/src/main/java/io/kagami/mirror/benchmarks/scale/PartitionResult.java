package io.kagami.mirror.benchmarks.scale;

/**
 * How a mirror did with many partitions.
 *
 * @param mirror name
 * @param start from the start of the process to one record in each copy
 * @param next from one more record in each source partition to that record in each copy
 * @param idle what is used while nothing is written
 * @param footprint at the end of the idle time
 * @param threads then
 */
record PartitionResult(
        String mirror, FlowTimes start, FlowTimes next, IdleUse idle, Footprint footprint, ThreadKinds threads) {}
