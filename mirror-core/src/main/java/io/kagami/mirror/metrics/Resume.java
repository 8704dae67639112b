package io.kagami.mirror.metrics;

import java.util.Locale;

/** How it was found where a partition is copied from. */
public enum Resume {
    /** At a position that is stored anew before the first record: of a first copy, or found by looking at source and copy. */
    CLAIMED,
    /** At the stored position: nothing was copied since. */
    STORED,
    /** Behind the stored position: what was copied since was counted, and is skipped. */
    COUNTED;

    /** In metrics. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
