package io.kagami.mirror.cli.connect;

import io.kagami.mirror.release.ProjectVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a user does before a worker is started: unpacks the zip, and writes {@code plugin.path} and what Apache's example files have besides. */
final class PluginFolder {

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    private final Path plugins;

    private PluginFolder(Path plugins) {
        this.plugins = plugins;
    }

    /** Unpacks the zip of this build into a new folder below {@code folder}. */
    static PluginFolder in(Path folder) throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Path zip = Path.of("..", "mirror-plugin", "target", "kagami-connect-" + ProjectVersion.current() + ".zip");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = plugins.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.resolve(".."));
                    Files.copy(in, file);
                }
            }
        }
        return new PluginFolder(plugins);
    }

    /** Settings of any worker of the cluster with these client settings; converters are those of Apache's examples. */
    Map<String, String> worker(Map<String, String> clientProperties) {
        Map<String, String> settings = new TreeMap<>(clientProperties);
        Path file =
                Path.of("target", "worker-of-apache", "connect-file-4.3.1.jar").toAbsolutePath();
        settings.put("plugin.path", plugins + "," + file);
        settings.put("listeners", "http://localhost:0");
        settings.put("key.converter", JSON);
        settings.put("value.converter", JSON);
        return settings;
    }

    /** Settings of a worker of a Connect cluster, which sees within seconds that another one is gone. */
    Map<String, String> distributedWorker(Map<String, String> clientProperties) {
        Map<String, String> settings = worker(clientProperties);
        settings.put("group.id", "connect-cluster");
        for (String store : new String[] {"config", "offset", "status"}) {
            settings.put(store + ".storage.topic", "connect-" + store);
            settings.put(store + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "1000");
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        settings.put("offset.flush.interval.ms", "2000");
        return settings;
    }

    /** What each connector of a flow from A to B is told, with MirrorMaker 2's keys. */
    static Map<String, String> flow(Map<String, String> a, Map<String, String> b) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("source.cluster.alias", "A");
        settings.put("target.cluster.alias", "B");
        a.forEach((key, value) -> settings.put("source.cluster." + key, value));
        b.forEach((key, value) -> settings.put("target.cluster." + key, value));
        for (String topics : new String[] {"", "offset-syncs.topic.", "checkpoints.topic.", "heartbeats.topic."}) {
            settings.put(topics + "replication.factor", "1");
        }
        return settings;
    }
}
