/** What the demo shows: values, and pure functions that turn them into lines. */
@NullMarked
package io.kagami.mirror.cli.demo.view;

import org.jspecify.annotations.NullMarked;
