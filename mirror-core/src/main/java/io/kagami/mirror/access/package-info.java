/** Who this process is to a cluster, and in which words it is told that the two do not accept each other. */
@NullMarked
package io.kagami.mirror.access;

import org.jspecify.annotations.NullMarked;
