/**
 * Topologies as HOCON files, rendered to a {@code connect-mirror-maker.properties}: a preset names roles, flows between them and settings, each
 * with its comment; a person's wishes fill in addresses and change what suits.
 */
@NullMarked
package io.kagami.mirror.presets;

import org.jspecify.annotations.NullMarked;
