package io.kagami.mirror.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises value text that was probably meant as a comment. */
final class TrailingComment {

    static final String EXPLANATION = " is part of the value: in a properties file a comment needs a line of its own";

    private static final Pattern COMMENT = Pattern.compile("\\s(#.*)$");

    private TrailingComment() {}

    /** The part of {@code value} that looks like a comment. */
    static Optional<String> in(String value) {
        Matcher comment = COMMENT.matcher(value);
        return comment.find() ? Optional.of(comment.group(1)) : Optional.empty();
    }

    /** The end of a message about {@code value}; empty if there is nothing like a comment in it. */
    static String explained(String value) {
        return in(value).map(comment -> "; '" + comment + "'" + EXPLANATION).orElse("");
    }
}
