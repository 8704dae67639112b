/** What the demo writes: {@link io.kagami.mirror.cli.demo.data.DemoTopics} is the mix, the rest gets it into the clusters. */
@NullMarked
package io.kagami.mirror.cli.demo.data;

import org.jspecify.annotations.NullMarked;
