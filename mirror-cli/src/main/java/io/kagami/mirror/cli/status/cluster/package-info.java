/** What is asked of one cluster, with patience that ends: the entries of small topics, where logs begin and end, how large they are, what waits. */
@NullMarked
package io.kagami.mirror.cli.status.cluster;

import org.jspecify.annotations.NullMarked;
