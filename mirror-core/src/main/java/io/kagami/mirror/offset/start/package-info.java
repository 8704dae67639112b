/**
 * Where a flow begins with partitions it has copied nothing of: what the user wants, and what a flow that begins at the end of its topics
 * must remember. Pure: no clients, no clock, no logging.
 */
@NullMarked
package io.kagami.mirror.offset.start;

import org.jspecify.annotations.NullMarked;
