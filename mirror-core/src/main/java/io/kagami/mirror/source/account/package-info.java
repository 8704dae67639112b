/** What a copier keeps account of for each partition: the batches the target has not acknowledged yet. Knows no clients. */
@NullMarked
package io.kagami.mirror.source.account;

import org.jspecify.annotations.NullMarked;
