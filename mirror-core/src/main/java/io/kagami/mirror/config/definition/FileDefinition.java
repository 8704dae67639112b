package io.kagami.mirror.config.definition;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The settings of a file as a whole. They stand at its top level only. */
public final class FileDefinition {

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "clusters",
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    Importance.HIGH,
                    "Aliases of the clusters, separated by commas. They begin the keys of clusters and flows and, under the default naming"
                            + " policy, the names of copies.")
            .define(
                    "config.providers",
                    ConfigDef.Type.LIST,
                    List.of(),
                    Importance.LOW,
                    "Names of config providers, separated by commas, that resolve references such as `${file:/etc/kagami/secrets.properties:key}`."
                            + " Each needs `config.providers.<name>.class`; `config.providers.<name>.param.` begins its own settings.")
            .define(
                    "dedicated.mode.enable.internal.rest",
                    ConfigDef.Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether MirrorMaker 2's processes may reach each other. Here each worker has its REST API, which does that, whatever this"
                            + " says.");

    private FileDefinition() {}

    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }
}
