package io.kagami.mirror.testkit.fault;

/** What is wrong with the network. */
enum Fault {
    /** Nothing: bytes pass. */
    NONE,
    /** Connections stand, bytes do not pass. */
    STALL,
    /** No connection stands. */
    CUT
}
