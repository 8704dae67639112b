/** Tests of the demo. */
@NullMarked
package io.kagami.mirror.cli.demo;

import org.jspecify.annotations.NullMarked;
