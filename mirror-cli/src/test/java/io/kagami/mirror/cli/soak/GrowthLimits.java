package io.kagami.mirror.cli.soak;

/**
 * By how much something may be more at the end than in the beginning, and still is called flat: by a share, or by an amount where that is more.
 *
 * @param rssKilobytes memory the system gave the process
 * @param heapKilobytes heap after a full collection
 * @param threads as the system counts them
 * @param percent of what it was in the beginning
 */
record GrowthLimits(long rssKilobytes, long heapKilobytes, long threads, int percent) {

    /** For a run of minutes: what is grown by then is a leak. */
    static final GrowthLimits OF_MINUTES = new GrowthLimits(32 * 1024, 6 * 1024, 4, 8);

    /** For processes that have only just started. */
    static final GrowthLimits OF_SECONDS = new GrowthLimits(96 * 1024, 24 * 1024, 12, 25);

    /** The most that {@code before} may have grown to. */
    long most(long before, long slack) {
        return before + Math.max(slack, before * percent / 100);
    }
}
