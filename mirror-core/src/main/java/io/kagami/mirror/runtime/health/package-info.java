/** Whether the flows of this process get on, told by what they copy rather than by the process being there. */
@NullMarked
package io.kagami.mirror.runtime.health;

import org.jspecify.annotations.NullMarked;
