package io.kagami.mirror.wire.produce;

import io.kagami.mirror.wire.connection.KnownWriters;

/**
 * What the target says of the end of a partition.
 *
 * @param logEnd where it ends, all of it safe on all in-sync replicas
 * @param writers the producers that the broker asked as its leader remembers, as they were just before
 */
public record TargetTail(long logEnd, KnownWriters writers) {}
