/**
 * When a mirror may be deleted after its source: only what was seen to go, stayed away, is this flow's alone, and does not go in a crowd. Pure but
 * for what it asks of {@link io.kagami.mirror.sync.deletion.Copies}.
 */
@NullMarked
package io.kagami.mirror.sync.deletion;

import org.jspecify.annotations.NullMarked;
