/** Name, type, default and meaning of settings that are not of one flow: of the whole file, and of workers where Connect does not publish them. Pure. */
@NullMarked
package io.kagami.mirror.config.definition;

import org.jspecify.annotations.NullMarked;
