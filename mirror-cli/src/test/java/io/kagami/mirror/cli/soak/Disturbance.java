package io.kagami.mirror.cli.soak;

import java.time.Instant;

/**
 * Something the run itself did.
 *
 * @param subject a cluster's alias, of which a broker was restarted, or {@link #REPLICATOR}
 * @param from when it began
 * @param to when all was there again
 * @param what in words
 */
record Disturbance(String subject, Instant from, Instant to, String what) {

    /** One of the mirroring processes. */
    static final String REPLICATOR = "replicator";
}
