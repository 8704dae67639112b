/**
 * The records inside of batches: decoded one after the other, encoded again into new batches, with Kafka's codecs.
 * Key, value and headers of format 2 stay bytes on the way. Knows nothing of positions, flows or what a batch is read for.
 */
@NullMarked
package io.kagami.mirror.batch.records;

import org.jspecify.annotations.NullMarked;
