/** The commands a person types: parse, call the runtime, print, exit with a documented code. */
@NullMarked
package io.kagami.mirror.cli;

import org.jspecify.annotations.NullMarked;
