/** What is measured, and how it is shown. */
@NullMarked
package io.kagami.mirror.metrics;

import org.jspecify.annotations.NullMarked;
