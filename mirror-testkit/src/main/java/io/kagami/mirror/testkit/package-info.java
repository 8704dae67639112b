/**
 * Everything a test, the demo or a benchmark needs around a mirror: real brokers ({@code cluster}), faults on the way to
 * them ({@code fault}), records whose perfect copy is known ({@code workload}), and judges of a copy ({@code guarantee}).
 * Nothing here knows how the mirror works, and nothing needs a test framework.
 */
@NullMarked
package io.kagami.mirror.testkit;

import org.jspecify.annotations.NullMarked;
