package io.kagami.mirror.config.monitoring;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** Name, type, default, bounds and meaning of each setting of the process's own HTTP server. They stand at the top level of a file. */
public final class MonitoringDefinition {

    public static final String PREFIX = "monitoring.";
    public static final String LISTENER = "monitoring.listener";
    public static final String BASIC_AUTH = "monitoring.basic.auth";
    public static final String STALLED_AFTER = "monitoring.stalled.after.ms";

    /** Before Kafka's own {@code ssl.} settings. */
    public static final String TLS = "monitoring.https.";

    /** Instead of an address: no server. */
    public static final String NONE = "none";

    static final String DEFAULT_LISTENER = "http://localhost";
    static final int DEFAULT_STALLED_AFTER_MS = 60_000;

    private static final ConfigDef DEFINITION = withTls(
            new ConfigDef()
                    .define(
                            LISTENER,
                            ConfigDef.Type.STRING,
                            DEFAULT_LISTENER,
                            new ValidAddress(),
                            Importance.MEDIUM,
                            "Where this process answers /health/live, /health/ready and /metrics, such as http://0.0.0.0:9404, or none. Without a"
                                    + " port, the first free one from 9404 on, so that several processes of one machine can share a file.")
                    .define(
                            BASIC_AUTH,
                            ConfigDef.Type.BOOLEAN,
                            false,
                            Importance.LOW,
                            "Whether it asks for user and password, which the JAAS entry KafkaConnect checks, as it does for Connect's REST API.")
                    .define(
                            STALLED_AFTER,
                            ConfigDef.Type.INT,
                            DEFAULT_STALLED_AFTER_MS,
                            Range.atLeast(1_000),
                            Importance.LOW,
                            "How long the lag of a partition may stay without a record being copied until /health/ready names it, in ms."));

    private MonitoringDefinition() {}

    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    private static ConfigDef withTls(ConfigDef own) {
        own.embed(TLS, "", 0, tls());
        return own;
    }

    /** Kafka's settings of TLS, for one that listens. */
    public static ConfigDef tls() {
        return new ConfigDef()
                .withClientSslSupport()
                .define(
                        "ssl.client.auth",
                        ConfigDef.Type.STRING,
                        "none",
                        ValidString.in("none", "requested", "required"),
                        Importance.LOW,
                        "Whether clients show a certificate.");
    }

    private static final class ValidAddress implements ConfigDef.Validator {

        @Override
        public void ensureValid(String name, Object value) {
            String written = String.valueOf(value).trim();
            if (written.equals(NONE)) {
                return;
            }
            try {
                ListenerAddress unused = ListenerAddress.parse(written);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name, value, e.getMessage() + "; or none");
            }
        }

        @Override
        public String toString() {
            return "an address such as http://localhost:9404, or none";
        }
    }
}
