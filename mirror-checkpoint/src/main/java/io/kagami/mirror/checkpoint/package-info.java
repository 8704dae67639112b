/**
 * The checkpoint connector: what consumer groups have committed at the source of a flow, translated to positions in the copies at its target, and
 * back.
 */
@NullMarked
package io.kagami.mirror.checkpoint;

import org.jspecify.annotations.NullMarked;
