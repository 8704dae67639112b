/** Tests of rounds. */
@NullMarked
package io.kagami.mirror.rounds;

import org.jspecify.annotations.NullMarked;
