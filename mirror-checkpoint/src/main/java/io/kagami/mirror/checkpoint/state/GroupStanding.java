package io.kagami.mirror.checkpoint.state;

/** What is done about a group as a whole. */
public enum GroupStanding {
    /** Its positions are translated, and committed on the other cluster where that is asked for. */
    MIRRORED,
    /** Its positions are translated but not committed, as the group has members on the other cluster. */
    SKIPPED,
    /** Not translated: {@code groups} and {@code groups.exclude} leave it out. */
    EXCLUDED,
    /** Not translated: no consumer group but a share, streams or Connect group, which keep their positions in other ways. */
    OTHER_KIND,
    /** Not translated now: its cluster does not let us read it. */
    UNREADABLE
}
