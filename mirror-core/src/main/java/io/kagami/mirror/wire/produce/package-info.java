/** Producing ready-made record batches: idempotent, in order per partition, until they are taken or refused. */
@NullMarked
package io.kagami.mirror.wire.produce;

import org.jspecify.annotations.NullMarked;
