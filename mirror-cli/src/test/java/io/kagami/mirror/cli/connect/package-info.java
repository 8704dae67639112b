/** The connectors as a plugin of Apache's own Connect workers, which are processes with Apache's class path and know nothing of Kagami but the zip. */
@NullMarked
package io.kagami.mirror.cli.connect;

import org.jspecify.annotations.NullMarked;
