/** Tests of the settings of the process's own HTTP server. */
@NullMarked
package io.kagami.mirror.config.monitoring;

import org.jspecify.annotations.NullMarked;
