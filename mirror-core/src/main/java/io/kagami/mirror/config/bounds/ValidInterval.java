package io.kagami.mirror.config.bounds;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts whole seconds that make an interval, and what MirrorMaker 2 understands as off. */
public final class ValidInterval implements ConfigDef.Validator {

    private static final long A_CENTURY = 3_155_760_000L;

    @Override
    public void ensureValid(String name, Object value) {
        long seconds = ((Number) value).longValue();
        if (seconds == 0 || seconds > A_CENTURY) {
            throw new ConfigException(name, value, "expected " + this);
        }
    }

    @Override
    public String toString() {
        return "at least 1 second, or a negative number for off";
    }
}
