package io.kagami.mirror.cli.demo.view;

import io.kagami.mirror.topology.Flow;

/**
 * What one flow has done by now.
 *
 * @param records copied so far
 * @param recordsPerSecond over the last seconds
 * @param bytesPerSecond over the last seconds, as stored
 * @param lagRecords in the source but not yet acknowledged by the target
 */
public record FlowRow(
        Flow flow,
        int topics,
        int partitions,
        long records,
        double recordsPerSecond,
        double bytesPerSecond,
        long lagRecords) {}
