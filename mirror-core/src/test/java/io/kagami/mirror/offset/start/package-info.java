/** Tests of where copying begins. */
@NullMarked
package io.kagami.mirror.offset.start;

import org.jspecify.annotations.NullMarked;
