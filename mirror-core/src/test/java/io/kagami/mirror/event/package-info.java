@NullMarked
package io.kagami.mirror.event;

import org.jspecify.annotations.NullMarked;
