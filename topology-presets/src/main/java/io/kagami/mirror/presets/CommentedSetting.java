package io.kagami.mirror.presets;

import java.util.List;

/**
 * One line of a configuration file, and what is said above it.
 *
 * @param comments a line each, without the number sign
 */
public record CommentedSetting(String key, String value, List<String> comments) {

    public CommentedSetting {
        comments = comments.stream().map(String::strip).toList();
    }

    CommentedSetting(String key, String value) {
        this(key, value, List.of());
    }
}
