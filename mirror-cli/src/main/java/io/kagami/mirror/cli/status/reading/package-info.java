/**
 * How a flow stands is read here, from its two clusters alone: positions from the flow's sync log, ends and sizes of logs, newest records of
 * checkpoints and heartbeats topics, states of tasks from Connect's status topic, processes from their group. Connect's REST API is asked
 * only where a cluster does not show that topic.
 */
@NullMarked
package io.kagami.mirror.cli.status.reading;

import org.jspecify.annotations.NullMarked;
