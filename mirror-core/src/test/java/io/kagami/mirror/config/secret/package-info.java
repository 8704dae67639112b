@NullMarked
package io.kagami.mirror.config.secret;

import org.jspecify.annotations.NullMarked;
