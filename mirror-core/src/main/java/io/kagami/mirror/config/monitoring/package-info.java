/** Where a process tells how it fares: the address of its own HTTP server, and what keeps others from it. */
@NullMarked
package io.kagami.mirror.config.monitoring;

import org.jspecify.annotations.NullMarked;
