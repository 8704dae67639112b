/** Tests of the demo. */
@NullMarked
package io.kagami.mirror.cli.view;

import org.jspecify.annotations.NullMarked;
