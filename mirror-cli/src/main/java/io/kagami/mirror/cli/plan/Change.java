package io.kagami.mirror.cli.plan;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing a start would change.
 *
 * @param cluster where
 * @param values what about it, by name, in the order to be shown
 */
record Change(Action action, Kind kind, String name, ClusterAlias cluster, Map<String, Value> values) {

    /** What is done to it. */
    enum Action {
        CREATE("+"),
        ALTER("~"),
        DELETE("-");

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }

        /** For people. */
        String sign() {
            return sign;
        }

        /** For programs. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is changed. */
    enum Kind {
        /** A copy, with its partitions. */
        TOPIC("topic"),
        /** A topic the mirror keeps for itself. */
        INTERNAL_TOPIC("internal topic"),
        /** The configuration of a copy. */
        CONFIG("configuration of topic"),
        /** Access rules on a copy. */
        ACL("ACLs of topic"),
        /** Committed positions of a consumer group. */
        GROUP("positions of group"),
        CONNECTOR("connector");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** For people. */
        String text() {
            return text;
        }

        /** For programs. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An old and a new value.
     *
     * @param from null where there is none yet
     * @param to null where there is none any more
     */
    record Value(@Nullable String from, @Nullable String to) {

        static Value added(Object to) {
            return new Value(null, String.valueOf(to));
        }

        static Value removed(@Nullable String from) {
            return new Value(from, null);
        }
    }

    Change {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
