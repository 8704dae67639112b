/** Tests of the command line. */
@NullMarked
package io.kagami.mirror.cli;

import org.jspecify.annotations.NullMarked;
