package io.kagami.mirror.source.trouble;

import java.time.Duration;

/**
 * How long something rests before it is looked at or tried again. Tests on real brokers shorten that for the whole process; nobody else should, as it
 * costs requests.
 */
public final class Rest {

    /** Names the system property that says how many times shorter rests are: a whole number from 1. */
    public static final String SHORTER_PROPERTY = "kagami.rests.shorter";

    private Rest() {}

    /** What is usually so long, here and now. */
    public static Duration of(Duration usual) {
        return usual.dividedBy(Math.max(1, Integer.getInteger(SHORTER_PROPERTY, 1)));
    }
}
