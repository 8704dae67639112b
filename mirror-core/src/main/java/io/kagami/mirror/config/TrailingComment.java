package io.kagami.mirror.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises value text that was probably meant as a comment. */
final class TrailingComment {

    private static final Pattern COMMENT = Pattern.compile("\\s(#.*)$");

    private TrailingComment() {}

    /** The part of {@code value} that looks like a comment. */
    static Optional<String> in(String value) {
        Matcher comment = COMMENT.matcher(value);
        return comment.find() ? Optional.of(comment.group(1)) : Optional.empty();
    }
}
