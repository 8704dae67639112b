/** Consumer groups of a cluster: which there are, which of them have to be read now, and what they committed. */
@NullMarked
package io.kagami.mirror.checkpoint.group;

import org.jspecify.annotations.NullMarked;
