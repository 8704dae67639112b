package io.kagami.mirror.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Values that must be nowhere.
 *
 * @param values by what they are
 */
record Secrets(Map<String, String> values) {

    Secrets {
        values = new TreeMap<>(values);
    }

    Secrets with(String what, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(what, value);
        return new Secrets(more);
    }

    void assertNotIn(String where, String text) {
        assertThat(text).as(where).isNotEmpty();
        values.forEach((what, value) -> {
            int at = text.indexOf(value);
            assertThat(at)
                    .as("%s in %s: %s", what, where, at < 0 ? "" : around(text, at))
                    .isNegative();
        });
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 60));
    }

    /** All segments of all partitions in a broker's folder, as their bytes are. */
    void assertNotInLogsBelow(Path folder) {
        List<Path> segments;
        try (Stream<Path> files = Files.walk(folder)) {
            segments = files.filter(file -> file.toString().endsWith(".log")).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        assertThat(segments).hasSizeGreaterThan(5);
        for (Path segment : segments) {
            try {
                assertNotIn(segment.toString(), " " + Files.readString(segment, StandardCharsets.ISO_8859_1));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
