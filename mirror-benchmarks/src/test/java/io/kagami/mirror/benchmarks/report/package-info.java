/** Tests of the package of this name. */
@NullMarked
package io.kagami.mirror.benchmarks.report;

import org.jspecify.annotations.NullMarked;
