/** Tests of the connector runtime. */
@NullMarked
package io.kagami.mirror.runtime.worker;

import org.jspecify.annotations.NullMarked;
