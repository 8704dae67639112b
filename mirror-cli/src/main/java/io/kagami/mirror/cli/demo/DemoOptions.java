package io.kagami.mirror.cli.demo;

import java.time.Duration;

/**
 * What the user has asked for.
 *
 * @param duration how long records are written
 * @param keep whether everything runs on after the comparison
 */
record DemoOptions(Duration duration, boolean keep) {

    DemoOptions {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a duration is longer than nothing: " + duration);
        }
    }
}
