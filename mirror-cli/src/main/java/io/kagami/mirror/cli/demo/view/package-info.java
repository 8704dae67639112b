/** What the demo shows: values, pure functions that turn them into lines, and the screens that print these. */
@NullMarked
package io.kagami.mirror.cli.demo.view;

import org.jspecify.annotations.NullMarked;
