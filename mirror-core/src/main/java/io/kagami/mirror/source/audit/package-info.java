/** Looks through copies for records that are there twice, because a request came late that nobody waited for any more. */
@NullMarked
package io.kagami.mirror.source.audit;

import org.jspecify.annotations.NullMarked;
