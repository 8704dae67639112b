/** Which topics and which of their configuration properties are mirrored. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.filter;

import org.jspecify.annotations.NullMarked;
