package io.kagami.mirror.config.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What definitions say, as cells of a table have it. */
final class Wording {

    /** A sentence ends before the next one begins, which abbreviations do not. */
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)^(.{12,}?[.:!?])(?:\\s+[A-Z<`].*)?$");

    private Wording() {}

    /** All of it, of a text without markup. */
    static String whole(String documentation) {
        return documentation.replaceAll("\\s+", " ").strip().replace("|", "\\|");
    }

    /** The first sentence, which tells what a setting is for, of a text with Kafka's markup. */
    static String first(String documentation) {
        String whole =
                whole(documentation.replaceAll("</?(?:code|literal)>", "`").replaceAll("<[^>]+>", " "));
        Matcher sentence = FIRST_SENTENCE.matcher(whole);
        String first = sentence.matches() ? sentence.group(1) : whole;
        return first.endsWith(":") ? first.substring(0, first.length() - 1) + "." : first;
    }

    /** A value as one would write it. */
    static String value(String written) {
        return written.isEmpty() ? "(empty)" : "`" + written.replace("|", "\\|") + "`";
    }
}
