/** What flows note of themselves in their sync logs, so that others know whose records they brought: pure, as bytes. */
@NullMarked
package io.kagami.mirror.offset.origin;

import org.jspecify.annotations.NullMarked;
