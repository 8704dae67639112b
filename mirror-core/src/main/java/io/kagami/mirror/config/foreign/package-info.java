/** Keys of other replication tools, recognised so that a file that was carried over from one can be put right. Pure. */
@NullMarked
package io.kagami.mirror.config.foreign;

import org.jspecify.annotations.NullMarked;
