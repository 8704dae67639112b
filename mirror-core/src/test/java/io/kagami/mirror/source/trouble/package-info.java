@NullMarked
package io.kagami.mirror.source.trouble;

import org.jspecify.annotations.NullMarked;
