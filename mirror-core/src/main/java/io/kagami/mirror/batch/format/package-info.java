/**
 * Kafka's record batch format around the records: where a batch ends, what its header says, its checksum.
 * Knows nothing of positions, flows or what a batch is read for. The format is described in the protocol guide
 * (https://kafka.apache.org/documentation/#recordbatch) and in KIP-98.
 */
@NullMarked
package io.kagami.mirror.batch.format;

import org.jspecify.annotations.NullMarked;
