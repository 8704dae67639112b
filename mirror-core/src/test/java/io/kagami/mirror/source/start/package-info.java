@NullMarked
package io.kagami.mirror.source.start;

import org.jspecify.annotations.NullMarked;
