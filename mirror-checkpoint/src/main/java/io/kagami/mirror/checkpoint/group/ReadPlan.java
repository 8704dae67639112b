package io.kagami.mirror.checkpoint.group;

/**
 * Decides whether a group's offsets are read in a round. A group that is active, or changed lately, is read each time; one that rests, only
 * few rounds, different groups in different rounds, so that thousands of resting groups cost next to nothing.
 *
 * <p>A group without members may still change: by an operator's reset, or by engines that keep offsets in groups they never join.
 *
 * <p>Threading: one thread.
 */
public final class ReadPlan {

    /** So often a change was looked for in vain before a group counts as resting. */
    static final int QUIET_READS = 3;

    private final int restingEvery;
    private final int phase;
    private boolean wasActive;
    private int quietReads;
    private boolean read;

    /**
     * Nothing was read yet.
     *
     * @param restingEvery in so many rounds a group that rests is read once
     */
    public ReadPlan(String group, int restingEvery) {
        this.restingEvery = restingEvery;
        this.phase = Math.floorMod(group.hashCode(), restingEvery);
    }

    /** Whether to read in this round, in which the cluster says whether the group has members. */
    public boolean isDue(long round, boolean active) {
        if (active != wasActive) {
            wasActive = active;
            quietReads = 0;
        }
        return !read || active || quietReads < QUIET_READS || round % restingEvery == phase;
    }

    /** The group was read. */
    public void read(boolean changed) {
        read = true;
        quietReads = changed ? 0 : Math.min(quietReads + 1, QUIET_READS);
    }
}
