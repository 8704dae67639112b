/** The checkpoints topic: its records in MirrorMaker 2's bytes, reading back what it says, and the two ways records get into it. */
@NullMarked
package io.kagami.mirror.checkpoint.log;

import org.jspecify.annotations.NullMarked;
