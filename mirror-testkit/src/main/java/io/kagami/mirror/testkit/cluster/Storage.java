package io.kagami.mirror.testkit.cluster;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Prepares a data folder for a node's first start, as Kafka's storage tool does, but silently. */
final class Storage {

    private Storage() {}

    static void format(Path folder, int nodeId, String clusterId) throws Exception {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Formatter formatter = new Formatter();
            formatter.setPrintStream(nowhere);
            formatter.setNodeId(nodeId);
            formatter.setClusterId(clusterId);
            formatter.addDirectory(folder.toString());
            formatter.setMetadataLogDirectory(folder.toString());
            formatter.setReleaseVersion(MetadataVersion.latestProduction());
            formatter.setIgnoreFormatted(false);
            formatter.setControllerListenerName("QUORUM");
            formatter.run();
        }
    }
}
