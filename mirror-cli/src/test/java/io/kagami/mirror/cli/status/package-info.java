/** Tests of the status command. */
@NullMarked
package io.kagami.mirror.cli.status;

import org.jspecify.annotations.NullMarked;
