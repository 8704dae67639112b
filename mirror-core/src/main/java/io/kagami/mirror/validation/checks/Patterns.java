package io.kagami.mirror.validation.checks;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The elements of a list of patterns, as the file has them.
 *
 * @param elements without blanks
 */
record Patterns(List<String> elements) {

    /** Of a setting; none where it is not set. */
    static Patterns of(Map<String, String> settings, String key) {
        return new Patterns(Arrays.stream(settings.getOrDefault(key, "").split(","))
                .map(String::trim)
                .filter(element -> !element.isEmpty())
                .toList());
    }

    /** Those that match none of {@code names}. */
    List<String> matchingNoneOf(Collection<String> names) {
        return elements.stream()
                .filter(element -> {
                    Pattern pattern = Pattern.compile(element);
                    return names.stream()
                            .noneMatch(name -> pattern.matcher(name).matches());
                })
                .toList();
    }
}
