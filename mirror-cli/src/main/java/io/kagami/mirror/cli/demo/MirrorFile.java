package io.kagami.mirror.cli.demo;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import java.nio.file.Path;

/**
 * The file the demo's mirror runs with, as a user would write it.
 *
 * @param path where it is
 * @param text what it holds
 */
record MirrorFile(Path path, String text) {

    /** Writes a file that says: everything from A to B and from B to A. */
    static MirrorFile write(DemoFolder folder, String bootstrapServersOfA, String bootstrapServersOfB) {
        String text = """
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
                checkpoints.topic.replication.factor = 1
                heartbeats.topic.replication.factor = 1
                config.storage.replication.factor = 1
                offset.storage.replication.factor = 1
                status.storage.replication.factor = 1
                """.formatted(bootstrapServersOfA, bootstrapServersOfB);
        return new MirrorFile(folder.write("connect-mirror-maker.properties", text), text);
    }

    /** The file read as {@code connect-mirror-maker.sh} reads it. */
    MirrorConfig config() {
        return MirrorConfig.parse(PropertiesFile.read(path).settings());
    }
}
