/** Which flows may run together. */
@NullMarked
package io.kagami.mirror.source.origin;

import org.jspecify.annotations.NullMarked;
