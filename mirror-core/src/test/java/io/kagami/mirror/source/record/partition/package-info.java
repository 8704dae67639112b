@NullMarked
package io.kagami.mirror.source.record.partition;

import org.jspecify.annotations.NullMarked;
