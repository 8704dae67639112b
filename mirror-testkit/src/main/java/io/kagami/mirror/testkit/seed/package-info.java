/** Random choices of tests that can be made again: from a seed that a failure names and a property sets. */
@NullMarked
package io.kagami.mirror.testkit.seed;

import org.jspecify.annotations.NullMarked;
