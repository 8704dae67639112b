/**
 * What a copier has to tell of its progress: where each partition stands, and the runs of its offset map, on their way to Connect.
 */
@NullMarked
package io.kagami.mirror.source.progress;

import org.jspecify.annotations.NullMarked;
