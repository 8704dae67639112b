/** Which records of a source a copy has already. */
@NullMarked
package io.kagami.mirror.source.compare;

import org.jspecify.annotations.NullMarked;
