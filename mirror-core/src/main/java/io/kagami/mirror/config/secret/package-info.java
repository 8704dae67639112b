/**
 * Keeps what is secret in a file inside the process: Connect stores and shows references, and its worker resolves them here.
 */
@NullMarked
package io.kagami.mirror.config.secret;

import org.jspecify.annotations.NullMarked;
