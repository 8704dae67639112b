/** What the tasks of a source connector share: who copies which partition, and how their positions leave them. */
@NullMarked
package io.kagami.mirror.source.task;

import org.jspecify.annotations.NullMarked;
