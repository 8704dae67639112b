/** From MirrorMaker 2 to this replicator, as users go: processes, one file, groups. */
@NullMarked
package io.kagami.mirror.cli.takeover;

import org.jspecify.annotations.NullMarked;
