/** What one run of a mirror costs: the copy's window watched from the target, the process's usage from {@code /proc}. */
@NullMarked
package io.kagami.mirror.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
