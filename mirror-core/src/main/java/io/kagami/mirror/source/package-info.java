/** The source replicator as Connect sees it: a connector that keeps topics in step, and tasks that each run a copier. */
@NullMarked
package io.kagami.mirror.source;

import org.jspecify.annotations.NullMarked;
