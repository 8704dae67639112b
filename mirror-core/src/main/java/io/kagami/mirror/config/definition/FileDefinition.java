package io.kagami.mirror.config.definition;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The settings of a file as a whole. They stand at its top level only. */
public final class FileDefinition {

    public static final String CLUSTERS = "clusters";
    public static final String PROVIDERS = "config.providers";
    public static final String INTERNAL_REST = "dedicated.mode.enable.internal.rest";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    CLUSTERS,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    Importance.HIGH,
                    "Aliases of the clusters, separated by commas. They begin the keys of clusters and flows and, under the default naming"
                            + " policy, the names of copies.")
            .define(
                    PROVIDERS,
                    ConfigDef.Type.LIST,
                    List.of(),
                    Importance.LOW,
                    "Names of config providers, separated by commas, that resolve references such as `${file:/etc/kagami/secrets.properties:key}`."
                            + " Each needs `config.providers.<name>.class`; `config.providers.<name>.param.` begins its own settings.")
            .define(
                    INTERNAL_REST,
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
