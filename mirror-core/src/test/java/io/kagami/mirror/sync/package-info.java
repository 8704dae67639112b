/** Topic sync against real brokers, and its small parts on their own. */
@NullMarked
package io.kagami.mirror.sync;

import org.jspecify.annotations.NullMarked;
