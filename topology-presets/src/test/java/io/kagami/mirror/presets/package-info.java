@NullMarked
package io.kagami.mirror.presets;

import org.jspecify.annotations.NullMarked;
