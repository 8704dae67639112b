/** What values of settings may be, where Kafka has no validator that says it. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.config.bounds;

import org.jspecify.annotations.NullMarked;
