/** The settings of the checkpoint and heartbeat connectors as values, around those all connectors of a flow share. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.config.connector;

import org.jspecify.annotations.NullMarked;
