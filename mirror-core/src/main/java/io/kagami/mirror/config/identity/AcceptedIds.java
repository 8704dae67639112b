package io.kagami.mirror.config.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * Cluster ids that would stop a flow if they were not accepted. Each setting names the id itself, so one that is left in a file accepts nothing but
 * what it was written for.
 *
 * @param source the id the source may have, though what was copied so far came from a cluster with another one; empty for none
 * @param shared the id that source and target may both have, as two clusters that were formatted with it; empty for none
 */
public record AcceptedIds(String source, String shared) {

    public static final String SOURCE = "accept.source.cluster.id";
    public static final String SHARED = "accept.shared.cluster.id";

    private static final ConfigDef DEFINITION = define(new ConfigDef());

    /** Those of a connector; other settings are passed over. */
    public static AcceptedIds from(Map<String, String> connectorSettings) {
        return new AcceptedIds(text(connectorSettings, SOURCE), text(connectorSettings, SHARED));
    }

    /** The ids that several clusters may have, by any of these connectors. */
    public static Set<String> shared(Collection<Map<String, String>> connectors) {
        return connectors.stream()
                .map(settings -> text(settings, SHARED))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What to do about two clusters that have this id, for messages; a sentence without its full stop. */
    public static String ifTheyAreTwo(String id) {
        return "If they are two clusters that were formatted with one cluster id, as containers of the image apache/kafka are where"
                + " CLUSTER_ID is not set, give one of them an id of its own, or, where topics' names tell the source"
                + " (DefaultReplicationPolicy), write " + SHARED + " = " + id;
    }

    private static String text(Map<String, String> settings, String key) {
        return settings.getOrDefault(key, "").trim();
    }

    /** The settings' names. */
    public static Set<String> names() {
        return DEFINITION.names();
    }

    /** Adds the settings to a definition. */
    public static ConfigDef define(ConfigDef def) {
        return def.define(
                        SOURCE,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.LOW,
                        "The cluster id of a source that took the place of the one the flow has copied from: without it, the flow copies"
                                + " nothing from another cluster than before. Its topics are others, though of the same names, and"
                                + " on.topic-recreated says what is done about them.")
                .define(
                        SHARED,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.LOW,
                        "A cluster id that source and target both have though they are two clusters, as containers have that were formatted"
                                + " with one id. Without it, they are taken for one cluster. Where topics keep their names, it accepts"
                                + " nothing.");
    }
}
