/** Records decoded one by one, where batches are not enough: what is put aside is to be read by people. */
@NullMarked
package io.kagami.mirror.wire.records;

import org.jspecify.annotations.NullMarked;
