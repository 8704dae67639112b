@NullMarked
package io.kagami.mirror.release;

import org.jspecify.annotations.NullMarked;
