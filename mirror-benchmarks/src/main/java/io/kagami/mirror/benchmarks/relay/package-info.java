/** The limit that any mirror is measured against: a process that only moves bytes from one loopback socket to another. */
@NullMarked
package io.kagami.mirror.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
