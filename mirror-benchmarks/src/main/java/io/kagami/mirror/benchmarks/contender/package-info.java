/** The mirrors that are compared, each run as a process of its own with the settings its own script gives it. */
@NullMarked
package io.kagami.mirror.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
