/** Tests of the comparison as a whole. */
@NullMarked
package io.kagami.mirror.benchmarks;

import org.jspecify.annotations.NullMarked;
