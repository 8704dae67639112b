/** Which files would send records round. */
@NullMarked
package io.kagami.mirror.config.loop;

import org.jspecify.annotations.NullMarked;
