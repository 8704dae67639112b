/**
 * Where copying a partition goes on: from the last stored pair of positions, from what the target says of its log and of the producers
 * that wrote to it, and, where neither suffices, from comparing records. {@link io.kagami.mirror.source.position.Placement} is the way
 * in, the rules are in {@link io.kagami.mirror.source.position.rules}.
 */
@NullMarked
package io.kagami.mirror.source.position;

import org.jspecify.annotations.NullMarked;
