/** Tests of the package of this name. */
@NullMarked
package io.kagami.mirror.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
