@NullMarked
package io.kagami.mirror.source.record;

import org.jspecify.annotations.NullMarked;
