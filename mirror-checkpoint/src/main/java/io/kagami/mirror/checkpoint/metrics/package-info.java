/** What is measured of consumer groups' positions, in Micrometer and under MirrorMaker 2's names in JMX. */
@NullMarked
package io.kagami.mirror.checkpoint.metrics;

import org.jspecify.annotations.NullMarked;
