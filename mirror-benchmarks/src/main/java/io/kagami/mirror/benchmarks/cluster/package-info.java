/** The two clusters of a comparison, each a broker in a process of its own, and what is asked of them between and during runs. */
@NullMarked
package io.kagami.mirror.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
