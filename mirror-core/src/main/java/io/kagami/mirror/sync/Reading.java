package io.kagami.mirror.sync;

import java.util.List;

/**
 * What a cluster said.
 *
 * @param value without the parts that failed
 */
record Reading<T>(T value, List<SyncFailure> failures) {

    Reading {
        failures = List.copyOf(failures);
    }

    static <T> Reading<T> of(T value) {
        return new Reading<>(value, List.of());
    }

    /** Failures only. */
    SyncReport report() {
        return SyncReport.failed(failures);
    }
}
