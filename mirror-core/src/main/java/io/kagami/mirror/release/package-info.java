/** Which release this is, as the build knows it. */
@NullMarked
package io.kagami.mirror.release;

import org.jspecify.annotations.NullMarked;
