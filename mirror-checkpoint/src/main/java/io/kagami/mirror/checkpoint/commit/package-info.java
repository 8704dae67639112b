/** Committing translated positions to the groups of the other cluster: only where nobody consumes, and never back unless asked. */
@NullMarked
package io.kagami.mirror.checkpoint.commit;

import org.jspecify.annotations.NullMarked;
