/** Who mirrors to whom: clusters, flows and the topology they form. Pure: no clients, no clock, no logging. */
@NullMarked
package io.kagami.mirror.topology;

import org.jspecify.annotations.NullMarked;
