/** One round of positions: what groups committed is translated, written as checkpoints where it changed, and committed where that is asked for. */
@NullMarked
package io.kagami.mirror.checkpoint.position;

import org.jspecify.annotations.NullMarked;
