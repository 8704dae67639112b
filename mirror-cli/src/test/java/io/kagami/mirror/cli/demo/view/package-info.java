/** Tests of the demo. */
@NullMarked
package io.kagami.mirror.cli.demo.view;

import org.jspecify.annotations.NullMarked;
