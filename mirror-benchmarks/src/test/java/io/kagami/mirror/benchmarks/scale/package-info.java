/** Tests of the package of this name. */
@NullMarked
package io.kagami.mirror.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
