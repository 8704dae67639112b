package io.kagami.mirror.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A Java properties file, read as Kafka's own tools read it. */
final class PropertiesFile {

    private PropertiesFile() {}

    static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (NoSuchFileException missing) {
            throw new UserErrorException("There is no file " + file.toAbsolutePath());
        } catch (IOException unreadable) {
            throw new UserErrorException("Cannot read " + file.toAbsolutePath() + ": " + reason(file, unreadable));
        } catch (IllegalArgumentException malformed) {
            throw new UserErrorException(file + " is not a properties file: " + malformed.getMessage());
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }

    private static String reason(Path file, IOException unreadable) {
        return Files.isDirectory(file) ? "it is a folder" : String.valueOf(unreadable);
    }
}
