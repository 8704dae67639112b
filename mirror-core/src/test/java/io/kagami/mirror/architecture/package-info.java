/** The shape of the house, kept by a test. */
@NullMarked
package io.kagami.mirror.architecture;

import org.jspecify.annotations.NullMarked;
