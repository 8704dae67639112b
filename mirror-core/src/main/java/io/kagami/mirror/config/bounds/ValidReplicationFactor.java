package io.kagami.mirror.config.bounds;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts numbers of replicas, and Kafka's -1 for the cluster's own default. */
public final class ValidReplicationFactor implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof Number replicas && !isPossible(replicas.intValue())) {
            throw new ConfigException(name, value, "expected " + this);
        }
    }

    private static boolean isPossible(int replicas) {
        return replicas == -1 || (replicas > 0 && replicas <= Short.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "1 or more, or -1 for the cluster's default";
    }
}
