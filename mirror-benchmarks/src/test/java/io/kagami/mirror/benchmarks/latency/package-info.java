/** Tests of the package of this name. */
@NullMarked
package io.kagami.mirror.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
