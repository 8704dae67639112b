package io.kagami.mirror.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a properties file says, read as {@link Properties} reads it, which keeps the last of two equal keys and tells nobody. This tells.
 *
 * @param settings key and value as written
 * @param lines the line each key is in, from 1; of a key that is there twice, the one that counts
 * @param warnings keys that are there twice, and letters that are read as others than were written
 */
public record PropertiesFile(Map<String, String> settings, Map<String, Integer> lines, ConfigProblems warnings) {

    /** UTF-8's, as it looks in ISO-8859-1. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private static final String BLANKS = "\t\n\f\r";

    public PropertiesFile {
        settings = Map.copyOf(settings);
        lines = Map.copyOf(lines);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException if there is no such file, or it cannot be read or understood
     */
    public static PropertiesFile read(Path file) {
        if (Files.notExists(file)) {
            throw unusable(file, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw unusable(file, "a file is expected, this is a directory");
        }
        if (!Files.isReadable(file)) {
            throw unusable(file, "this user may not read it");
        }
        try {
            return parse(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw unusable(file, "reading failed: " + e.getMessage());
        }
    }

    /** Whatever is read as text at all makes a list of keys. */
    private static void requireText(Path file, String text) {
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw unusable(
                    file,
                    "it begins with a byte order mark, which would be part of the first key: save it without one");
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' && BLANKS.indexOf(text.charAt(at)) < 0) {
                long before = text.substring(0, at)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
                throw unusable(
                        file, "line " + (before + 1) + ": bytes that are no text; a properties file is expected");
            }
        }
    }

    private static PropertiesFile parse(Path file, String text) throws IOException {
        requireText(file, text);
        Map<String, String> settings = new TreeMap<>();
        Map<String, Integer> lines = new HashMap<>();
        List<ConfigProblem> warnings = new ArrayList<>();
        for (LogicalLine line : LogicalLine.allOf(text)) {
            Properties parsed = new Properties();
            try {
                parsed.load(new StringReader(line.text()));
            } catch (IllegalArgumentException e) {
                throw unusable(file, "line " + line.number() + ": a \\u must be followed by four hexadecimal digits");
            }
            for (String key : parsed.stringPropertyNames()) {
                Integer earlier = lines.put(key, line.number());
                if (earlier != null) {
                    warnings.add(ConfigProblem.warning(
                            key, "set in line " + earlier + " and in line " + line.number() + "; the last one counts"));
                }
                if (!line.isAscii()) {
                    warnings.add(ConfigProblem.warning(
                                    key,
                                    "line " + line.number()
                                            + " has letters that are not ASCII; Kafka reads properties files as"
                                            + " ISO-8859-1, in which those of UTF-8 are others")
                            .withRemedy("write them as \\uXXXX"));
                }
                settings.put(key, parsed.getProperty(key));
            }
        }
        return new PropertiesFile(settings, lines, new ConfigProblems(warnings));
    }

    private static ConfigurationException unusable(Path file, String reason) {
        return new ConfigurationException(ConfigProblem.error(file.toString(), reason));
    }

    /**
     * A setting with all its lines, as a backslash at the end of one continues it in the next.
     *
     * @param number of its first line, from 1
     */
    private record LogicalLine(int number, String text) {

        static List<LogicalLine> allOf(String text) {
            List<LogicalLine> logical = new ArrayList<>();
            Iterator<String> natural = text.lines().iterator();
            for (int number = 1; natural.hasNext(); number++) {
                StringBuilder lines = new StringBuilder(natural.next());
                int first = number;
                while (!isComment(lines) && isContinued(lines) && natural.hasNext()) {
                    lines.append('\n').append(natural.next());
                    number++;
                }
                logical.add(new LogicalLine(first, lines.toString()));
            }
            return logical;
        }

        boolean isAscii() {
            return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        }

        private static boolean isComment(CharSequence line) {
            String text = line.toString().stripLeading();
            return text.startsWith("#") || text.startsWith("!");
        }

        private static boolean isContinued(CharSequence lines) {
            int backslashes = 0;
            while (backslashes < lines.length() && lines.charAt(lines.length() - 1 - backslashes) == '\\') {
                backslashes++;
            }
            return backslashes % 2 == 1;
        }
    }
}
