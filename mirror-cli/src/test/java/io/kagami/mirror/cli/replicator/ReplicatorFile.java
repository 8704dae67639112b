package io.kagami.mirror.cli.replicator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The file of a replicator between the clusters A and B; a later value replaces an earlier one.
 *
 * @param settings by key
 */
public record ReplicatorFile(Map<String, String> settings) {

    /** The connector of A to B. */
    public static final String CONNECTOR = "A.MirrorSourceConnector";

    public ReplicatorFile {
        settings = Map.copyOf(settings);
    }

    /** One flow, from A to B, with one replica of everything. */
    public static ReplicatorFile between(Map<String, String> clientsOfA, Map<String, String> clientsOfB) {
        Map<String, String> settings = new TreeMap<>();
        clientsOfA.forEach((key, value) -> settings.put("A." + key, value));
        clientsOfB.forEach((key, value) -> settings.put("B." + key, value));
        settings.putAll(Map.of(
                "clusters", "A, B",
                "A->B.enabled", "true",
                "replication.factor", "1",
                "offset-syncs.topic.replication.factor", "1",
                "config.storage.replication.factor", "1",
                "offset.storage.replication.factor", "1",
                "status.storage.replication.factor", "1"));
        return new ReplicatorFile(settings);
    }

    /** The same with this setting. */
    public ReplicatorFile with(String key, String value) {
        return with(Map.of(key, value));
    }

    /** The same with these settings. */
    public ReplicatorFile with(Map<String, String> more) {
        Map<String, String> merged = new TreeMap<>(settings);
        merged.putAll(more);
        return new ReplicatorFile(merged);
    }

    /** Writes it, over whatever was there. */
    public Path write(Path file) {
        try {
            return Files.writeString(
                    file,
                    settings.entrySet().stream()
                            .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                            .sorted()
                            .collect(Collectors.joining()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
