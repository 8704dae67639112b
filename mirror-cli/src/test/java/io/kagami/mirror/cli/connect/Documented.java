package io.kagami.mirror.cli.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of connectors as docs/connect.md shows them, with addresses and files of a test, and one replica of everything. */
final class Documented {

    private static final Path DOCUMENT = Path.of("..", "docs", "connect.md");

    private Documented() {}

    /** The connector that is sent over REST. */
    static Map<String, String> sent(Map<String, String> replacements) throws IOException {
        Map<String, String> shown =
                new ObjectMapper().readValue(blocks("json").get(0), new TypeReference<Map<String, String>>() {});
        return here(shown, replacements);
    }

    /** The files of the pipeline, in order. */
    static List<Map<String, String>> pipeline(Map<String, String> replacements) throws IOException {
        List<Map<String, String>> files = new ArrayList<>();
        for (String block : blocks("ini")) {
            Properties shown = new Properties();
            shown.load(new StringReader(block));
            Map<String, String> settings = new HashMap<>();
            shown.stringPropertyNames().forEach(key -> settings.put(key, shown.getProperty(key)));
            files.add(here(settings, replacements));
        }
        return files;
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher found = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(DOCUMENT));
        return found.results().map(block -> block.group(1)).toList();
    }

    private static Map<String, String> here(Map<String, String> shown, Map<String, String> replacements) {
        Map<String, String> settings = new HashMap<>(shown);
        settings.replaceAll((key, value) -> replacements.getOrDefault(value, value));
        if (settings.getOrDefault("connector.class", "").startsWith("io.kagami.")) {
            settings.put("replication.factor", "1");
            settings.put("offset-syncs.topic.replication.factor", "1");
        }
        return settings;
    }
}
