package io.kagami.mirror.config.bounds;

import io.kagami.mirror.offset.start.StartFrom;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts what {@code start.from} may be; empty stands for what {@code auto.offset.reset} of the source's consumer says. */
public final class ValidStartFrom implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        String text = String.valueOf(value).trim();
        if (text.isEmpty()) {
            return;
        }
        try {
            StartFrom.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "earliest, latest, or timestamp:<ISO-8601 with zone>";
    }
}
