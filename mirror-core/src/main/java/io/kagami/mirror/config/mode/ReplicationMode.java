package io.kagami.mirror.config.mode;

import java.util.Locale;

/** How records get from source to target. */
public enum ReplicationMode {
    /** Whole batches, as their producer wrote them, past Connect; only positions pass through Connect. */
    BATCH,
    /** Every record on its own through Connect, with its converters, transforms and transactions. */
    RECORD;

    /** The setting's value that asks for neither: {@link ModeChoice} decides. */
    public static final String AUTO = "auto";

    /** As it is written in a file. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
