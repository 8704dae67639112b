/** What is handed out: scripts, archives and what they contain. */
@NullMarked
package io.kagami.mirror.cli.distribution;

import org.jspecify.annotations.NullMarked;
