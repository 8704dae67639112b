/** Commands about topologies: what presets there are, and configuration files made of them. */
@NullMarked
package io.kagami.mirror.cli.preset;

import org.jspecify.annotations.NullMarked;
