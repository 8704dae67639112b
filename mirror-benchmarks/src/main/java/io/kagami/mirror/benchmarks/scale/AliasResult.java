package io.kagami.mirror.benchmarks.scale;

/**
 * How a mirror did with many flows into one hub.
 *
 * @param mirror name
 * @param aliases how many sources
 * @param heartbeats whether they were emitted
 * @param start from the start of the process to a record in each copy
 * @param idle what is used while nothing is written
 * @param footprint at the end of the idle time
 * @param threads then
 * @param hub what the mirror created at the hub beside the copies
 */
record AliasResult(
        String mirror,
        int aliases,
        boolean heartbeats,
        FlowTimes start,
        IdleUse idle,
        Footprint footprint,
        ThreadKinds threads,
        InternalTopics hub) {

    /** Whether the other is the same mirror in the same way with fewer sources. */
    boolean extendsOn(AliasResult other) {
        return mirror.equals(other.mirror) && heartbeats == other.heartbeats && aliases > other.aliases;
    }
}
