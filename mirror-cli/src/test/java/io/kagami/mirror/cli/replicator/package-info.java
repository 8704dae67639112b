/**
 * The replicator as its users run it, for tests: a process of its own started from a file, seen through its REST API and its output, and ended by
 * signals.
 */
@NullMarked
package io.kagami.mirror.cli.replicator;

import org.jspecify.annotations.NullMarked;
