/** Who mirrors to whom. */
@NullMarked
package io.kagami.mirror.topology;

import org.jspecify.annotations.NullMarked;
