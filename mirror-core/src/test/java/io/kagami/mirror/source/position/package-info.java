@NullMarked
package io.kagami.mirror.source.position;

import org.jspecify.annotations.NullMarked;
