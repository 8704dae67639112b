/** Planners: convergence over random states, and MirrorMaker 2's rules one by one. */
@NullMarked
package io.kagami.mirror.sync.plan;

import org.jspecify.annotations.NullMarked;
