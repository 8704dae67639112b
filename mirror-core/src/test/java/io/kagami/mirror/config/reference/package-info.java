/** The page about configuration, made from the definitions by which files are read. */
@NullMarked
package io.kagami.mirror.config.reference;

import org.jspecify.annotations.NullMarked;
