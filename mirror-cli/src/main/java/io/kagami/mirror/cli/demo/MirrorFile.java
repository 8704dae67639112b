package io.kagami.mirror.cli.demo;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The file the demo's mirror runs with, as a user would write it.
 *
 * @param text of the file
 */
record MirrorFile(String text) {

    /** Everything from A to B and from B to A. */
    static MirrorFile between(String bootstrapServersOfA, String bootstrapServersOfB) {
        return new MirrorFile("""
                clusters = A, B
                A.bootstrap.servers = %s
                B.bootstrap.servers = %s

                A->B.enabled = true
                A->B.topics = .*
                B->A.enabled = true
                B->A.topics = .*

                # one broker each, so one replica of everything
                replication.factor = 1
                offset-syncs.topic.replication.factor = 1
                config.storage.replication.factor = 1
                offset.storage.replication.factor = 1
                status.storage.replication.factor = 1
                """.formatted(bootstrapServersOfA, bootstrapServersOfB));
    }

    List<Flow> flows() {
        return config().flows();
    }

    MirrorConfig config() {
        return MirrorConfig.parse(settings());
    }

    private Map<String, String> settings() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }
}
