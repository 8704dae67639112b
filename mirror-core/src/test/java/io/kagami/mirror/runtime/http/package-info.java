/** Tests of the process's own HTTP server. */
@NullMarked
package io.kagami.mirror.runtime.http;

import org.jspecify.annotations.NullMarked;
