/** Tests of the package of the same name. */
@NullMarked
package io.kagami.mirror.checkpoint.commit;

import org.jspecify.annotations.NullMarked;
