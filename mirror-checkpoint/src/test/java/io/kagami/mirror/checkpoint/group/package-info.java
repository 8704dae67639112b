/** Tests of the package of the same name. */
@NullMarked
package io.kagami.mirror.checkpoint.group;

import org.jspecify.annotations.NullMarked;
