package io.kagami.mirror.source.position.rules;

/** What an operator should know of how a partition's position was found. */
public enum Surprise {
    NONE,
    /** The source topic was deleted and created again. */
    TOPIC_RECREATED,
    /** The target no longer holds records it had acknowledged. */
    TARGET_LOST_RECORDS,
    /** The source deleted records before they were copied. */
    SOURCE_RECORDS_DELETED,
    /** The source lost records that were copied, and has others in their place. */
    SOURCE_DIVERGED,
    /** Somebody else wrote into the copy. */
    FOREIGN_WRITE,
    /** The target no longer remembers our producer: what was copied was counted by its log end alone. */
    PRODUCER_FORGOTTEN,
    /** Records may be copied twice, or were left out, as nothing tells which. */
    POSITION_UNCERTAIN
}
