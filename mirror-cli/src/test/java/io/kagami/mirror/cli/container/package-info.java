/** Clusters in containers of the official Kafka image, for tests that run where there is Docker. */
@NullMarked
package io.kagami.mirror.cli.container;

import org.jspecify.annotations.NullMarked;
