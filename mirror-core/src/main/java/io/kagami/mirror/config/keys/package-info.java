/**
 * The catalogue of keys that mean something to MirrorMaker 2, to Kafka Connect or to Kafka's clients, taken from their own definitions. The only
 * place in the configuration packages that reads definitions of {@code org.apache.kafka.clients}; it makes no client.
 */
@NullMarked
package io.kagami.mirror.config.keys;

import org.jspecify.annotations.NullMarked;
