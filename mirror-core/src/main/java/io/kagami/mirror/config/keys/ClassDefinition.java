package io.kagami.mirror.config.keys;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The settings that name classes of the user's, written against MirrorMaker 2's interfaces. */
public enum ClassDefinition {
    /** Instead of {@code topics} and {@code topics.exclude}. */
    TOPIC_FILTER("topic.filter.class", "TopicFilter", "shouldReplicateTopic", "Selects the topics to mirror"),
    /** Instead of {@code groups} and {@code groups.exclude}. */
    GROUP_FILTER(
            "group.filter.class", "GroupFilter", "shouldReplicateGroup", "Selects the groups whose positions follow"),
    /** Instead of {@code config.properties.exclude} and {@code use.defaults.from}. */
    CONFIG_FILTER(
            "config.property.filter.class",
            "ConfigPropertyFilter",
            "shouldReplicateConfigProperty",
            "Selects the topic configuration properties that follow");

    public static final String FORWARDING_ADMIN = "forwarding.admin.class";
    public static final String PLAIN_ADMIN = "org.apache.kafka.clients.admin.ForwardingAdmin";

    private static final String PACKAGE = "org.apache.kafka.connect.mirror.";

    private final String key;
    private final String contract;
    private final String method;
    private final String meaning;

    ClassDefinition(String key, String contract, String method, String meaning) {
        this.key = key;
        this.contract = contract;
        this.method = method;
        this.meaning = meaning;
    }

    /** Adds those of a source connector, and how clusters are administered, to {@code def}. */
    static ConfigDef define(ConfigDef def) {
        for (ClassDefinition each : List.of(TOPIC_FILTER, CONFIG_FILTER)) {
            each.defineIn(def);
        }
        return def.define(
                FORWARDING_ADMIN,
                ConfigDef.Type.STRING,
                PLAIN_ADMIN,
                Importance.LOW,
                "The class through which topics, configs, partitions, ACLs and group offsets are read and written, at both ends:"
                        + " a subclass of the default.");
    }

    void defineIn(ConfigDef def) {
        def.define(
                key,
                ConfigDef.Type.STRING,
                standard(),
                Importance.LOW,
                meaning + ": a class that implements MirrorMaker 2's `" + contract
                        + "`, whose jar must then be on the class path.");
    }

    public String key() {
        return key;
    }

    /** The interface's name. */
    public String contract() {
        return PACKAGE + contract;
    }

    /** What the interface asks. */
    public String method() {
        return method;
    }

    /** MirrorMaker 2's own class, which does what the lists say; so do we, without it. */
    public String standard() {
        return PACKAGE + "Default" + contract;
    }
}
