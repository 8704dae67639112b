/**
 * Translated offsets for whoever wants some: the stored offset maps of a flow, read from the target and kept up to date.
 */
@NullMarked
package io.kagami.mirror.translation;

import org.jspecify.annotations.NullMarked;
