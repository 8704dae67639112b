/** Opens what MirrorMaker 2 keeps within its package, to compare with it. */
@NullMarked
package org.apache.kafka.connect.mirror;

import org.jspecify.annotations.NullMarked;
