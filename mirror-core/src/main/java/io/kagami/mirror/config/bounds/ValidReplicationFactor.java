package io.kagami.mirror.config.bounds;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts numbers of replicas, and Kafka's -1 for the cluster's own default. */
public final class ValidReplicationFactor implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        int replicas = ((Number) value).intValue();
        if (replicas == 0 || replicas < -1 || replicas > Short.MAX_VALUE) {
            throw new ConfigException(name, value, "expected " + this);
        }
    }

    @Override
    public String toString() {
        return "1 or more, or -1 for the cluster's default";
    }
}
