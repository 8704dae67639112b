package io.kagami.mirror.filter;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the setting {@code topics} says, as far as it can be told which topics that may be.
 *
 * @param names its elements that are plain names
 * @param onlyNames whether all are
 */
public record ListedTopics(List<String> names, boolean onlyNames) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*");

    public ListedTopics {
        names = List.copyOf(names);
    }

    /** Reads names and regular expressions separated by commas. */
    public static ListedTopics of(String topics) {
        List<String> elements = Arrays.stream(topics.split(",", -1))
                .map(String::trim)
                .filter(element -> !element.isEmpty())
                .toList();
        List<String> names = elements.stream()
                .filter(element -> NAME.matcher(element).matches())
                .toList();
        return new ListedTopics(names, names.size() == elements.size());
    }

    /** Topics of which nothing can be told, as a class of the user's decides. */
    public static ListedTopics any() {
        return new ListedTopics(List.of(), false);
    }

    /** Whether both may mean the same topic: told for certain where one of them has names only, else assumed. */
    public boolean mayMeet(Predicate<String> selects, ListedTopics other, Predicate<String> otherSelects) {
        if (!onlyNames && !other.onlyNames) {
            return true;
        }
        List<String> candidates = onlyNames ? names : other.names;
        return candidates.stream().anyMatch(name -> selects.test(name) && otherSelects.test(name));
    }
}
