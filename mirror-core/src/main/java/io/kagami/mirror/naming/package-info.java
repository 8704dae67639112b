/** What topics are called on the target, which are internal, and which would run in a circle. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.naming;

import org.jspecify.annotations.NullMarked;
