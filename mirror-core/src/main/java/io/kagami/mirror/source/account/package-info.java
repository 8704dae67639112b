/**
 * What is kept account of for each partition: the batches the target has not acknowledged yet, and the offsets Connect stores.
 */
@NullMarked
package io.kagami.mirror.source.account;

import org.jspecify.annotations.NullMarked;
