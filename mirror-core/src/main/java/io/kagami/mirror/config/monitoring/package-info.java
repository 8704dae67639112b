/** What a process listens on: the address of its own HTTP server, and what keeps others from it and from the workers' REST API. */
@NullMarked
package io.kagami.mirror.config.monitoring;

import org.jspecify.annotations.NullMarked;
