package io.kagami.mirror.cli.status;

import java.util.Locale;

/** How a flow fares as a whole. */
public enum FlowState {
    /** Its connector and all of its tasks run, and every partition is copied. */
    RUNNING,
    /** Its tasks run, but some partitions copy nothing. */
    SICK,
    /** Connect is about to start its tasks, or has lost the process they ran in. */
    STARTING,
    PAUSED,
    STOPPED,
    /** Its connector or one of its tasks has failed. */
    FAILED,
    /** There is no process that would run it. */
    NOT_RUNNING,
    /** Nobody who could be asked knows. */
    UNKNOWN;

    /** Whether nothing is to be done. */
    public boolean isHealthy() {
        return this == RUNNING;
    }

    /** In words. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
