/**
 * What can be known of the processes that mirror into a cluster from any machine that reaches the cluster: who they are, from their group,
 * and what runs on them, from the topic Connect keeps its states in.
 */
@NullMarked
package io.kagami.mirror.runtime.remote;

import org.jspecify.annotations.NullMarked;
