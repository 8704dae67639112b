/**
 * Topics, partitions, configs and ACLs of the target follow those of the source: read both clusters, plan (see {@code plan}), apply, report.
 * One thread calls {@link io.kagami.mirror.sync.TopicSync#runOnce()} again and again; failures are values and never stop other topics.
 */
@NullMarked
package io.kagami.mirror.sync;

import org.jspecify.annotations.NullMarked;
