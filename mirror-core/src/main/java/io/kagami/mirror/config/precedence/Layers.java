package io.kagami.mirror.config.precedence;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Settings laid over one another, and the ways to take a part of some.
 *
 * <p>Threading: confined to the method that builds it.
 */
public final class Layers {

    private final Map<String, String> settings = new TreeMap<>();

    /** These win over everything laid so far. */
    public Layers over(Map<String, String> stronger) {
        settings.putAll(stronger);
        return this;
    }

    /** These fill what is still open. */
    public Layers under(Map<String, String> weaker) {
        weaker.forEach(settings::putIfAbsent);
        return this;
    }

    public Map<String, String> settings() {
        return new TreeMap<>(settings);
    }

    public static Map<String, String> only(Map<String, String> settings, Predicate<String> wanted) {
        return settings.entrySet().stream()
                .filter(setting -> wanted.test(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What begins with {@code prefix}, without it. */
    public static <V> Map<String, V> behind(Map<String, V> settings, String prefix) {
        return settings.entrySet().stream()
                .filter(setting ->
                        setting.getKey().startsWith(prefix) && setting.getKey().length() > prefix.length())
                .collect(Collectors.toMap(setting -> setting.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    public static Map<String, String> prefixed(String prefix, Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(setting -> prefix + setting.getKey(), Map.Entry::getValue));
    }
}
