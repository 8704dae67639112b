/** The same figures under the names that MirrorMaker 2 gives them in JMX, so that dashboards made for it go on working. */
@NullMarked
package io.kagami.mirror.metrics.mirrormaker;

import org.jspecify.annotations.NullMarked;
