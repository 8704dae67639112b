/** Which records of a source the end of a copy has already, found by comparing them one by one, for what no count can tell. */
@NullMarked
package io.kagami.mirror.source.compare;

import org.jspecify.annotations.NullMarked;
