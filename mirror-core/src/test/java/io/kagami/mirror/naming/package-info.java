/** Tests of names. */
@NullMarked
package io.kagami.mirror.naming;

import org.jspecify.annotations.NullMarked;
