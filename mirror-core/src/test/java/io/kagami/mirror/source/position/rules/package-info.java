@NullMarked
package io.kagami.mirror.source.position.rules;

import org.jspecify.annotations.NullMarked;
