/** Tests of what is asked of group coordinators. */
@NullMarked
package io.kagami.mirror.wire.group;

import org.jspecify.annotations.NullMarked;
