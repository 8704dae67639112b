package io.kagami.mirror.validation.online;

import java.util.Collection;
import java.util.stream.Collectors;

/** Puts numbers and lists into sentences. */
public final class Words {

    private static final int MOST_NAMES = 5;

    private Words() {}

    /** As in "1 broker" and "3 brokers". */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The first few, and how many more there are. */
    public static String list(Collection<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }
}
