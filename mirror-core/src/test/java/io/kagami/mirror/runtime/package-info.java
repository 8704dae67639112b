/** Tests of the connector runtime. */
@NullMarked
package io.kagami.mirror.runtime;

import org.jspecify.annotations.NullMarked;
