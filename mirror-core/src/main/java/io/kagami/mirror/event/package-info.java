/**
 * What can go wrong with one partition, what is done about it, and what was done lately: kinds, policies and a register per flow. Pure: no
 * clients, no clock, no logging.
 */
@NullMarked
package io.kagami.mirror.event;

import org.jspecify.annotations.NullMarked;
