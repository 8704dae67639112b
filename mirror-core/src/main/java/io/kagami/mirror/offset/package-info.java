/**
 * What is known about matching positions: an upstream offset and the downstream offset of the same record, in the bytes
 * MirrorMaker 2 writes to its offset-syncs topic. Pure: no clients, no clock, no logging.
 */
@NullMarked
package io.kagami.mirror.offset;

import org.jspecify.annotations.NullMarked;
