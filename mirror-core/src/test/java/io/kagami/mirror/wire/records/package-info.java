@NullMarked
package io.kagami.mirror.wire.records;

import org.jspecify.annotations.NullMarked;
