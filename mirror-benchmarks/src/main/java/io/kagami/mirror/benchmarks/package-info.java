/** Side by side with Apache MirrorMaker 2 in one run, on the same brokers. */
@NullMarked
package io.kagami.mirror.benchmarks;

import org.jspecify.annotations.NullMarked;
