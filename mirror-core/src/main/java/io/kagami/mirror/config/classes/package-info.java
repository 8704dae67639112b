/** Classes of the user's that settings name: loading them, and finding out early that they cannot be. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.config.classes;

import org.jspecify.annotations.NullMarked;
