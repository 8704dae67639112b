/** What the copier decides. */
@NullMarked
package io.kagami.mirror.source.copy;

import org.jspecify.annotations.NullMarked;
