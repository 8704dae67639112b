/** The copier against real brokers. */
@NullMarked
package io.kagami.mirror.source;

import org.jspecify.annotations.NullMarked;
