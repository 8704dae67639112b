package io.kagami.mirror.cli.topology;

import java.util.Locale;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.mirror.IdentityReplicationPolicy;

/** How active-standby calls the copies. */
enum Naming {
    IDENTITY(IdentityReplicationPolicy.class.getName(), ""),
    DEFAULT(DefaultReplicationPolicy.class.getName(), "primary.");

    private final String policy;
    private final String prefix;

    Naming(String policy, String prefix) {
        this.policy = policy;
        this.prefix = prefix;
    }

    /** As {@code --set naming=} takes it. */
    String wish() {
        return name().toLowerCase(Locale.ROOT);
    }

    String policy() {
        return policy;
    }

    /** The name of a topic of the primary at the standby. */
    String copyOf(String topic) {
        return prefix + topic;
    }

    /** What consumers subscribe to that want a topic wherever they are. */
    static String everywhere(String topic) {
        return "(primary[.]|standby[.])?" + topic;
    }
}
