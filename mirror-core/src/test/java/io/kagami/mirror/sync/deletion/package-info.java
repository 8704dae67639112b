/** When nothing may be deleted. */
@NullMarked
package io.kagami.mirror.sync.deletion;

import org.jspecify.annotations.NullMarked;
