/** What the tasks of a source connector share: who copies which partition, and trying until a cluster can be reached. */
@NullMarked
package io.kagami.mirror.source.task;

import org.jspecify.annotations.NullMarked;
