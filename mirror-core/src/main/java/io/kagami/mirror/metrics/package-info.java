/** What is measured, once. Views of it (JMX, Prometheus, a terminal) read from here. */
@NullMarked
package io.kagami.mirror.metrics;

import org.jspecify.annotations.NullMarked;
