/** Mirrors between clusters of different Kafka releases: ours, and one in a folder of its own ({@code -Dkagami.source.kafka}). */
@NullMarked
package io.kagami.mirror.cli.matrix;

import org.jspecify.annotations.NullMarked;
