/** What a target lacks: {@code wanted - actual = actions}. Pure: planners compare values and never talk to a cluster, log, or look at a clock. */
@NullMarked
package io.kagami.mirror.sync.plan;

import org.jspecify.annotations.NullMarked;
