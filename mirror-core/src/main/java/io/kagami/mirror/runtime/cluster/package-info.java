/** Waiting for clusters that are not up yet, and telling clusters apart by the ids they answer with. */
@NullMarked
package io.kagami.mirror.runtime.cluster;

import org.jspecify.annotations.NullMarked;
