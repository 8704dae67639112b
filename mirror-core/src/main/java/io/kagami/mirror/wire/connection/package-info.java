/** Connections to the brokers of one cluster: metadata, readiness, requests and answers, and questions about topics and offsets. */
@NullMarked
package io.kagami.mirror.wire.connection;

import org.jspecify.annotations.NullMarked;
