/** A mirror between clusters that ask who is there, with the least rights, and everything it says searched for secrets. */
@NullMarked
package io.kagami.mirror.cli.secured;

import org.jspecify.annotations.NullMarked;
