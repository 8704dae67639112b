/** What consumer groups that stopped at the source read again, or miss, when they go on at the target: Kagami beside MirrorMaker 2. */
@NullMarked
package io.kagami.mirror.benchmarks.positions;

import org.jspecify.annotations.NullMarked;
