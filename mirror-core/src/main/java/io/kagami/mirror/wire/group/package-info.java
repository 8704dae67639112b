/** What is asked of a cluster's group coordinators beyond what Kafka's own admin client hands on. */
@NullMarked
package io.kagami.mirror.wire.group;

import org.jspecify.annotations.NullMarked;
