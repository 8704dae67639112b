package io.kagami.mirror.testkit.fault;

/** Which way bytes go. */
enum Direction {
    TO_BROKER,
    TO_CLIENT
}
