package io.kagami.mirror.source.position;

/** Whose answer the search for a partition's place waits for. */
public enum Awaited {
    /** Where the copy ends, and who wrote it. */
    TARGET,
    /** Where the partition begins, or whether its topic is compacted. */
    SOURCE,
    /** Which position Connect has stored. */
    CONNECT,
    /** A comparison, which takes its time and fails by itself. */
    COMPARISON
}
