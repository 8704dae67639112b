@NullMarked
package io.kagami.mirror.access;

import org.jspecify.annotations.NullMarked;
