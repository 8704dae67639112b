/** Rules that hold for the folders of every module, checked by a test in each; needs ArchUnit, which the module brings itself. */
@NullMarked
package io.kagami.mirror.testkit.architecture;

import org.jspecify.annotations.NullMarked;
