/** Tests of the package of this name. */
@NullMarked
package io.kagami.mirror.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
