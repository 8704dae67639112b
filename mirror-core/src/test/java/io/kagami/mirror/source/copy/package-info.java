/** The copier against real brokers. */
@NullMarked
package io.kagami.mirror.source.copy;

import org.jspecify.annotations.NullMarked;
