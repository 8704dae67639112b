/** Tests of {@code io.kagami.mirror.source.task}. */
@NullMarked
package io.kagami.mirror.source.task;

import org.jspecify.annotations.NullMarked;
