/**
 * The command {@code mirror status}: how flows stand, as values, and as the text and the JSON that are made of these. What is read, and how,
 * is in {@code reading}.
 */
@NullMarked
package io.kagami.mirror.cli.status;

import org.jspecify.annotations.NullMarked;
