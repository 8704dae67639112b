package io.kagami.mirror.config.keys;

import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What every client needs to reach a cluster: bootstrap servers, TLS and SASL. Only these pass from {@code A.<key>} and from the top level
 * to all clients; everything else needs {@code A.consumer.}, {@code A.producer.} or {@code A.admin.} before it.
 */
public final class ConnectionKeys {

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.Importance.HIGH,
                    CommonClientConfigs.BOOTSTRAP_SERVERS_DOC)
            .define(
                    CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                    ConfigDef.Type.STRING,
                    CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL,
                    ConfigDef.CaseInsensitiveValidString.in("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"),
                    ConfigDef.Importance.MEDIUM,
                    CommonClientConfigs.SECURITY_PROTOCOL_DOC)
            .withClientSslSupport()
            .withClientSaslSupport();

    private ConnectionKeys() {}

    /** Name, type and bounds of each. */
    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    public static Set<String> names() {
        return Set.copyOf(DEFINITION.names());
    }
}
