/** The measurement with many consumer groups: time until all their positions are at the target, and the cost of keeping them there. */
@NullMarked
package io.kagami.mirror.benchmarks.groups;

import org.jspecify.annotations.NullMarked;
