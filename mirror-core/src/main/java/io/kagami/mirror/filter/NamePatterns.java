package io.kagami.mirror.filter;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Names and regular expressions of which a name must match one as a whole. An empty list matches nothing.
 *
 * @param patterns one per list element
 */
public record NamePatterns(List<Pattern> patterns) {

    public NamePatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Compiles a setting's list.
     *
     * @throws PatternSyntaxException for the first element that is no regular expression
     */
    public static NamePatterns of(List<String> expressions) {
        return new NamePatterns(expressions.stream().map(Pattern::compile).toList());
    }

    /** Whether one of the patterns matches all of {@code name}. */
    public boolean match(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
