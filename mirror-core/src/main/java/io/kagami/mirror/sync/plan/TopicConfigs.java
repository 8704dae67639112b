package io.kagami.mirror.sync.plan;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;

/** The configs in force for one topic; without sensitive and read-only properties, which are never mirrored. */
public record TopicConfigs(Map<String, Setting> settings) {

    /** Who gave a property its value. */
    public enum Origin {
        /** Set on the topic itself. */
        TOPIC,
        /** Set at run time as the default of all brokers of the cluster. */
        CLUSTER,
        /** One broker's own, from its properties file or set for it alone; may differ on the next broker asked. */
        BROKER,
        /** Built into Kafka. */
        BUILT_IN
    }

    /** A property's value and where it comes from. */
    public record Setting(String value, Origin origin) {}

    public TopicConfigs {
        settings = Map.copyOf(settings);
    }

    /** What is set on the topic itself. */
    public Map<String, String> overrides() {
        return settings.entrySet().stream()
                .filter(entry -> entry.getValue().origin() == Origin.TOPIC)
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().value()));
    }
}
