package io.kagami.mirror.metrics;

import java.util.Locale;

/** How copying goes in one flow, as far as this process's tasks copy it. */
public enum FlowHealth {
    /** No partition is known to be in trouble. */
    HEALTHY,
    /** Some partitions are sick, others are copied. */
    DEGRADED,
    /** All partitions there are, are sick. */
    DOWN,
    /** No task of the flow runs in this process. */
    ABSENT;

    static FlowHealth of(int tasks, int sick, long well) {
        if (tasks == 0) {
            return ABSENT;
        }
        if (sick == 0) {
            return HEALTHY;
        }
        return well > 0 ? DEGRADED : DOWN;
    }

    /** In metrics. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
