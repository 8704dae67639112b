/** The settings of checkpoint and heartbeat connectors. */
@NullMarked
package io.kagami.mirror.config.connector;

import org.jspecify.annotations.NullMarked;
