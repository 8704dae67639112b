package org.apache.kafka.connect.mirror;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens what MirrorMaker 2 keeps within its package, to compare with it. */
public final class FlowsOracle {

    private FlowsOracle() {}

    /** The enabled flows of a file, as MirrorMaker 2 reads it, sorted. */
    public static List<String> enabled(Map<String, String> file) {
        MirrorMakerConfig config = config(file);
        return config.clusterPairs().stream()
                .filter(pair -> "true".equals(file.get(pair + ".enabled")))
                .map(SourceAndTarget::toString)
                .sorted()
                .toList();
    }

    /** A setting of a flow's source connector, as MirrorMaker 2 reads the file. */
    public static String setting(Map<String, String> file, String source, String target, String key) {
        return config(file)
                .connectorBaseConfig(new SourceAndTarget(source, target), MirrorSourceConnector.class)
                .get(key);
    }

    /** Without a search of all jars for plugins, which takes seconds. */
    private static MirrorMakerConfig config(Map<String, String> file) {
        Map<String, String> quick = new HashMap<>(file);
        quick.put("plugin.discovery", "service_load");
        return new MirrorMakerConfig(quick);
    }
}
