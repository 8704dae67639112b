/** Tests of the connector runtime. */
@NullMarked
package io.kagami.mirror.runtime.deployment;

import org.jspecify.annotations.NullMarked;
