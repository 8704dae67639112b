/**
 * Keeps each flow's topics after the source's, round by round, for all connectors of a process together: on few threads, with one Admin
 * client for each cluster.
 */
@NullMarked
package io.kagami.mirror.source.follow;

import org.jspecify.annotations.NullMarked;
