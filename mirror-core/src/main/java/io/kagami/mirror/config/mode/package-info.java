/** How a flow copies: batch by batch beside Connect, or record by record through it, and which of a user's settings decide that. Pure. */
@NullMarked
package io.kagami.mirror.config.mode;

import org.jspecify.annotations.NullMarked;
