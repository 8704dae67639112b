/** Tests of the package of this name. */
@NullMarked
package io.kagami.mirror.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
