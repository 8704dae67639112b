/**
 * Examines a configuration without starting anything: what the file says, in the words in which a start would refuse it, and, when asked to,
 * whether its clusters let it be done.
 */
@NullMarked
package io.kagami.mirror.validation;

import org.jspecify.annotations.NullMarked;
