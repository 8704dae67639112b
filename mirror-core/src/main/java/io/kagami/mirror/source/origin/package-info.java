/**
 * Where records came from before the source: who the clusters of a flow are, by their ids; what other flows noted of themselves; which batches
 * came from the target and do not go back there.
 */
@NullMarked
package io.kagami.mirror.source.origin;

import org.jspecify.annotations.NullMarked;
