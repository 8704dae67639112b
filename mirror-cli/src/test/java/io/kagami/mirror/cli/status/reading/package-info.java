/** Tests of what the status command reads. */
@NullMarked
package io.kagami.mirror.cli.status.reading;

import org.jspecify.annotations.NullMarked;
