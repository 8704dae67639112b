package io.kagami.mirror.event;

import java.util.Locale;

/** What is done about an event. */
public enum EventPolicy {
    /** The partition stops, is shown as sick, and is tried again every 30 seconds; the others go on. */
    FAIL,
    /** The records that cannot be copied go to the quarantine topic, and copying goes on behind them. */
    QUARANTINE,
    /** Copying goes on at the last place both logs have in common; where there is none, at the source's first record. */
    RESTART,
    /** Said, counted, and copying goes on behind it. */
    CONTINUE;

    /** As it is written in a file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy written so. */
    public static EventPolicy of(String key) {
        return valueOf(key.trim().toUpperCase(Locale.ROOT));
    }
}
