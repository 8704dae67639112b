/** Real in-process Kafka clusters, a fault proxy, and delivery guarantees as reusable assertions. */
@NullMarked
package io.kagami.mirror.testkit;

import org.jspecify.annotations.NullMarked;
