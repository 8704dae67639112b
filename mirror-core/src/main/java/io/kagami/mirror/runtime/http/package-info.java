/** The process's own small HTTP server: pages at fixed paths, for probes and for what collects metrics. */
@NullMarked
package io.kagami.mirror.runtime.http;

import org.jspecify.annotations.NullMarked;
