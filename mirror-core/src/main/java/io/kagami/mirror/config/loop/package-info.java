/** What in a file would send records round: flows that lead back to where their records came from, and do not see it. */
@NullMarked
package io.kagami.mirror.config.loop;

import org.jspecify.annotations.NullMarked;
