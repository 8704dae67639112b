/** What flows note of themselves, as bytes. */
@NullMarked
package io.kagami.mirror.offset.origin;

import org.jspecify.annotations.NullMarked;
