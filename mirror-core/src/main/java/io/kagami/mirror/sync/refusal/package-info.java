/** Configs a target does not take: which they are is found by asking, so that a mirror goes without those and has all others. */
@NullMarked
package io.kagami.mirror.sync.refusal;

import org.jspecify.annotations.NullMarked;
