/**
 * How commands talk with people: durations as they type them, tables, rates, and screens that are drawn again and again where there is a
 * terminal, and say lines where there is none.
 */
@NullMarked
package io.kagami.mirror.cli.view;

import org.jspecify.annotations.NullMarked;
