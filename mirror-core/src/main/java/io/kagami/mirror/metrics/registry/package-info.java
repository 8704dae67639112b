/** Where this process's meters are registered, once for all flows. */
@NullMarked
package io.kagami.mirror.metrics.registry;

import org.jspecify.annotations.NullMarked;
