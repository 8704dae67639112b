/** The settings that say when a copy is deleted after its source. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.config.deletes;

import org.jspecify.annotations.NullMarked;
