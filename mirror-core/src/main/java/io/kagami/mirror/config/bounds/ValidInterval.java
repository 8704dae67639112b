package io.kagami.mirror.config.bounds;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Accepts whole seconds that make an interval, and what MirrorMaker 2 understands as off. */
public final class ValidInterval implements ConfigDef.Validator {

    private static final long A_CENTURY = 3_155_760_000L;

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof Number seconds && (seconds.longValue() == 0 || seconds.longValue() > A_CENTURY)) {
            throw new ConfigException(name, value, "expected " + this);
        }
    }

    @Override
    public String toString() {
        return "at least 1 second, or a negative number for off";
    }
}
