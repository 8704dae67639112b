package io.kagami.mirror.config.bounds;

import io.kagami.mirror.filter.NamePatterns;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts lists whose elements are regular expressions. */
public final class ValidPatterns implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        for (Object expression : (List<?>) value) {
            try {
                NamePatterns.of(List.of(String.valueOf(expression)));
            } catch (PatternSyntaxException e) {
                throw new ConfigException(
                        name, value, "'" + expression + "' is no regular expression: " + e.getDescription());
            }
        }
    }

    @Override
    public String toString() {
        return "names and regular expressions, separated by commas";
    }
}
