/** Offset syncs in the topic, form and meaning of MirrorMaker 2's, for it and for tools that read them. What we go by ourselves is elsewhere. */
@NullMarked
package io.kagami.mirror.source.mirrormaker;

import org.jspecify.annotations.NullMarked;
