/**
 * Decides what becomes of each record batch of a fetch response: skipped, passed with a new header, or rewritten.
 * Pure: bytes in, bytes out; no clients, no clock, no logging. {@link io.kagami.mirror.batch.BatchReader} is the way in,
 * {@link io.kagami.mirror.batch.BatchVerdict} holds the rules, {@link io.kagami.mirror.batch.OutgoingBatch} is what comes out.
 */
@NullMarked
package io.kagami.mirror.batch;

import org.jspecify.annotations.NullMarked;
