/**
 * The source replicator: Connect's connector and task as thin adapters over the copier, which carries batches from source partitions to
 * their copies and knows, after whatever happened, where each copy ends.
 */
@NullMarked
package io.kagami.mirror.source;

import org.jspecify.annotations.NullMarked;
