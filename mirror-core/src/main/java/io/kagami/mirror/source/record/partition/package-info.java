/**
 * The partitions that are copied record by record: which record of each became what, and how far that is known.
 */
@NullMarked
package io.kagami.mirror.source.record.partition;

import org.jspecify.annotations.NullMarked;
