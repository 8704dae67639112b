/** Tests of the connector runtime. */
@NullMarked
package io.kagami.mirror.runtime.remote;

import org.jspecify.annotations.NullMarked;
