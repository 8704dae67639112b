/** Which setting overrides which: from the layers of a file to the settings of one worker, connector or client. Pure. */
@NullMarked
package io.kagami.mirror.config.precedence;

import org.jspecify.annotations.NullMarked;
