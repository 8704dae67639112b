package io.kagami.mirror.config.deletes;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/**
 * Whether and when copies are deleted whose source topics were.
 *
 * @param grace how long a topic must have been away from the source without a break
 * @param maxTopics that may be away at once; with more, none is deleted
 * @param maxPercent of the flow's topics that may be away at once, but one always may; with more, none is deleted
 */
public record TopicDeletes(boolean enabled, Duration grace, int maxTopics, int maxPercent) {

    public static final String ENABLED = "sync.topic.deletes.enabled";
    public static final String GRACE = "sync.topic.deletes.grace.seconds";
    public static final String MAX_TOPICS = "sync.topic.deletes.max.topics";
    public static final String MAX_PERCENT = "sync.topic.deletes.max.percent";

    private static final ConfigDef DEFINITION = define(new ConfigDef());

    /** Those of a source connector; other settings are passed over. */
    public static TopicDeletes from(Map<String, String> connectorSettings) {
        Map<String, Object> values = DEFINITION.parse(connectorSettings);
        return new TopicDeletes(
                Boolean.TRUE.equals(values.get(ENABLED)),
                Duration.ofSeconds(number(values, GRACE)),
                (int) number(values, MAX_TOPICS),
                (int) number(values, MAX_PERCENT));
    }

    /** The settings' names. */
    public static Set<String> names() {
        return DEFINITION.names();
    }

    private static long number(Map<String, Object> values, String key) {
        return values.get(key) instanceof Number number ? number.longValue() : 0;
    }

    /** Adds the settings to a definition. */
    public static ConfigDef define(ConfigDef def) {
        return def.define(
                        ENABLED,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether a copy is deleted when its topic was deleted at the source: one that only this flow wrote to, after a"
                                + " grace period, and not with many others at once.")
                .define(
                        GRACE,
                        ConfigDef.Type.LONG,
                        86_400L,
                        Range.atLeast(1),
                        Importance.LOW,
                        "Seconds a topic must have been away from the source, by each look at it, before its copy is deleted. They count"
                                + " anew when the process starts and when the source did not answer.")
                .define(
                        MAX_TOPICS,
                        ConfigDef.Type.INT,
                        10,
                        Range.atLeast(1),
                        Importance.LOW,
                        "Topics that may be away from the source at once; when there are more, no copy is deleted.")
                .define(
                        MAX_PERCENT,
                        ConfigDef.Type.INT,
                        10,
                        Range.between(1, 100),
                        Importance.LOW,
                        "Share of the flow's topics that may be away from the source at once, in percent, though a single one always"
                                + " may; when there are more, no copy is deleted.");
    }
}
