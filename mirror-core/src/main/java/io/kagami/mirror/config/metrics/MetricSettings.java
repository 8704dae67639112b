package io.kagami.mirror.config.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * Which metrics a flow shows.
 *
 * @param perPartition whether there are some for each partition, beside those for topics and the flow
 * @param perGroup whether there are some for each group and partition
 * @param legacyNames whether MirrorMaker 2's beans have the names they had before KIP-1280
 * @param newNames whether they have the names of KIP-1280
 */
public record MetricSettings(boolean perPartition, boolean perGroup, boolean legacyNames, boolean newNames) {

    public static final String PARTITIONS = "metrics.partitions.enabled";
    public static final String GROUPS = "metrics.groups.enabled";
    public static final String NAMES_FORMATS = "metric.names.formats";

    private static final String LEGACY = "legacy";
    private static final String NEW = "new";

    private static final ConfigDef DEFINITION = define(new ConfigDef());

    /** Those of a connector; other settings are passed over. */
    public static MetricSettings from(Map<String, String> connectorSettings) {
        Map<String, Object> values = DEFINITION.parse(connectorSettings);
        List<?> formats = values.get(NAMES_FORMATS) instanceof List<?> list ? list : List.of();
        return new MetricSettings(
                Boolean.TRUE.equals(values.get(PARTITIONS)),
                Boolean.TRUE.equals(values.get(GROUPS)),
                formats.contains(LEGACY),
                formats.contains(NEW));
    }

    /** The settings' names. */
    public static Set<String> names() {
        return DEFINITION.names();
    }

    /** Adds the settings to a definition. */
    public static ConfigDef define(ConfigDef def) {
        return def.define(
                        PARTITIONS,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether there are metrics of each partition, in Prometheus and in JMX. Those of topics and of the flow are there"
                                + " without.")
                .define(
                        GROUPS,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether JMX has a bean for each consumer group and partition, as MirrorMaker 2 has. The counts of groups are there"
                                + " without.")
                .define(
                        NAMES_FORMATS,
                        ConfigDef.Type.LIST,
                        List.of(LEGACY),
                        ConfigDef.ValidList.in(false, LEGACY, NEW),
                        Importance.LOW,
                        "Names of MirrorMaker 2's JMX beans (KIP-1280). `legacy`: `kafka.connect.mirror:type=MirrorSourceConnector,...`."
                                + " `new`: `kafka.connect:type=plugins,connector=...,task=...,...`. `legacy,new`: both.");
    }
}
