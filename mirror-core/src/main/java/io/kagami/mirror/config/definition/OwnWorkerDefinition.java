package io.kagami.mirror.config.definition;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The settings of a target's worker that Connect's distributed worker does not have: at the top level, or behind the target's alias. */
public final class OwnWorkerDefinition {

    private static final ConfigDef DEFINITION = access(names(new ConfigDef()));

    private OwnWorkerDefinition() {}

    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    private static ConfigDef names(ConfigDef def) {
        named(
                def,
                "kagami.group.id",
                "The group in which the workers of a target find each other: its Connect cluster.");
        named(
                def,
                "kagami.config.storage.topic",
                "The topic at the target in which Connect keeps the connectors' settings.");
        named(
                def,
                "kagami.offset.storage.topic",
                "The topic at the target in which Connect keeps the connectors' offsets.");
        named(
                def,
                "kagami.status.storage.topic",
                "The topic at the target in which Connect keeps what state connectors and tasks are in.");
        return def;
    }

    private static ConfigDef access(ConfigDef def) {
        named(
                def,
                "offset.storage.file.filename",
                "With `--standalone`, the file in which Connect's offsets are kept; unless it is set, `<file>.<target>.offsets` beside"
                        + " the file of settings.");
        named(
                def,
                "rest.client.user",
                "As whom this process calls its workers' REST API, where that asks for user and password.");
        return def.define(
                "rest.client.password",
                ConfigDef.Type.PASSWORD,
                null,
                Importance.LOW,
                "The password of `rest.client.user`.");
    }

    private static void named(ConfigDef def, String name, String meaning) {
        def.define(name, ConfigDef.Type.STRING, null, Importance.LOW, meaning);
    }
}
