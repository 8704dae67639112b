/**
 * The copier of one or more tasks of a flow: carries batches from source partitions to their copies and knows, after whatever happened,
 * where each copy ends.
 */
@NullMarked
package io.kagami.mirror.source.copy;

import org.jspecify.annotations.NullMarked;
