/** Requests cut to size. */
@NullMarked
package io.kagami.mirror.admin;

import org.jspecify.annotations.NullMarked;
