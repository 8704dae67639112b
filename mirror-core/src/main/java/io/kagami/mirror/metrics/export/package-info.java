/** Every metric there is, as a Micrometer meter: bound when somebody asks for them, and read at that moment. */
@NullMarked
package io.kagami.mirror.metrics.export;

import org.jspecify.annotations.NullMarked;
