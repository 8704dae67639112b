/** Tests of the demo. */
@NullMarked
package io.kagami.mirror.cli.demo.data;

import org.jspecify.annotations.NullMarked;
