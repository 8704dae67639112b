/** Tests of what becomes of configs that a target does not take. */
@NullMarked
package io.kagami.mirror.sync.refusal;

import org.jspecify.annotations.NullMarked;
