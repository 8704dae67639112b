/**
 * The wire: Fetch and Produce requests sent with Kafka's own network client, so that security, DNS, metadata, throttling and API
 * versions stay Kafka's code. The only packages that touch internals of {@code org.apache.kafka.clients} and
 * {@code org.apache.kafka.common.requests} are below this one.
 */
@NullMarked
package io.kagami.mirror.wire;

import org.jspecify.annotations.NullMarked;
