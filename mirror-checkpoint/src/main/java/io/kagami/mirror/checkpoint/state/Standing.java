package io.kagami.mirror.checkpoint.state;

import io.kagami.mirror.offset.map.Exactness;

/** What a position on the other cluster is worth to whoever goes on from it. */
public enum Standing {
    /** The very next record is the one the group would have read next. */
    EXACT,
    /** Not ahead of what the group processed, but records may come once more. */
    CONSERVATIVE,
    /** The group is ahead of the copy: its position there is the copy's end, until the copy gets there. */
    WAITING,
    /** Not translated: the flow does not mirror the topic. */
    EXCLUDED;

    /** That of a translation. */
    public static Standing of(Exactness exactness) {
        return switch (exactness) {
            case EXACT -> EXACT;
            case CONSERVATIVE -> CONSERVATIVE;
            case WAITING -> WAITING;
        };
    }
}
