/**
 * Many partitions and many flows: how long until all flow, and what they cost when nothing happens. {@link
 * io.kagami.mirror.benchmarks.Scale} is the command.
 */
@NullMarked
package io.kagami.mirror.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
