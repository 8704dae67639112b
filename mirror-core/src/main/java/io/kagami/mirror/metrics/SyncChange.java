package io.kagami.mirror.metrics;

import java.util.Locale;

/** What a round of topic sync changed at the target. */
public enum SyncChange {
    TOPIC_CREATED,
    PARTITIONS_ADDED,
    CONFIG_ALTERED,
    ACLS_CREATED,
    TOPIC_DELETED;

    /** In metrics. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
