/** The presets as their users mean them: rendered by the command, run between real clusters, with producers, groups and failures. */
@NullMarked
package io.kagami.mirror.cli.topology;

import org.jspecify.annotations.NullMarked;
