/** Fetching record batches, undecoded, within a budget of bytes. */
@NullMarked
package io.kagami.mirror.wire.fetch;

import org.jspecify.annotations.NullMarked;
