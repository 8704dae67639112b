/** Positions of groups beside replicators that are processes of their own. */
@NullMarked
package io.kagami.mirror.cli.position;

import org.jspecify.annotations.NullMarked;
