/** The questions to clusters, each a class: replication factors, patterns, message sizes, clocks, what brokers know of producers. */
@NullMarked
package io.kagami.mirror.validation.checks;

import org.jspecify.annotations.NullMarked;
