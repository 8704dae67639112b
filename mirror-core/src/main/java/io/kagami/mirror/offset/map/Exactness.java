package io.kagami.mirror.offset.map;

/** How good a translated offset is. Whatever it is, nobody who goes on there misses a record. */
public enum Exactness {
    /** Who goes on there reads just the records that are new to him. */
    EXACT,
    /** Who goes on there may read records again, as it is not known where theirs is: the offset is one known to lie before. */
    CONSERVATIVE,
    /** The offset lies behind all that is known to be copied: it is the end of the copy, and grows with it. */
    WAITING
}
