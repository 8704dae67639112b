/** Which metrics a flow shows. */
@NullMarked
package io.kagami.mirror.config.metrics;

import org.jspecify.annotations.NullMarked;
