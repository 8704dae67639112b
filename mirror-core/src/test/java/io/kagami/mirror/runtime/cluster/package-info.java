/** Tests of the connector runtime. */
@NullMarked
package io.kagami.mirror.runtime.cluster;

import org.jspecify.annotations.NullMarked;
