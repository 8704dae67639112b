/**
 * Record mode: an ordinary Connect source task that reads with a consumer and hands every record to Connect. What Connect stores is what
 * counts; offset syncs are written beside it.
 */
@NullMarked
package io.kagami.mirror.source.record;

import org.jspecify.annotations.NullMarked;
