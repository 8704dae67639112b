/** Work of connectors that comes again and again, done for all connectors of a process together on few threads. */
@NullMarked
package io.kagami.mirror.rounds;

import org.jspecify.annotations.NullMarked;
