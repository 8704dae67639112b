/** Keys and certificates, made on the spot. */
@NullMarked
package io.kagami.mirror.testkit.tls;

import org.jspecify.annotations.NullMarked;
