/** The names of MirrorMaker 2. */
@NullMarked
package io.kagami.mirror.metrics.mirrormaker;

import org.jspecify.annotations.NullMarked;
