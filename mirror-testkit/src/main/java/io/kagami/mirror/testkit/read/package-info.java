/** What stands in topics, read from the first record to the last one there is now. */
@NullMarked
package io.kagami.mirror.testkit.read;

import org.jspecify.annotations.NullMarked;
