/** The command that examines a configuration file, and how its findings are printed. */
@NullMarked
package io.kagami.mirror.cli.validate;

import org.jspecify.annotations.NullMarked;
