/** How long a record takes from its producer through a mirror to a consumer at the target, at a modest, even pace. */
@NullMarked
package io.kagami.mirror.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
