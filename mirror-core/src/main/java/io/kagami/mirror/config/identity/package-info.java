/** The settings that say which clusters a flow takes for others than their ids tell. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.config.identity;

import org.jspecify.annotations.NullMarked;
