/** What an examination finds: values, ready to be shown. */
@NullMarked
package io.kagami.mirror.validation.finding;

import org.jspecify.annotations.NullMarked;
