/** Classes that users write against MirrorMaker 2's interfaces. */
@NullMarked
package io.kagami.mirror.config.classes;

import org.jspecify.annotations.NullMarked;
