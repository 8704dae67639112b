@NullMarked
package io.kagami.mirror.config.monitoring;

import org.jspecify.annotations.NullMarked;
