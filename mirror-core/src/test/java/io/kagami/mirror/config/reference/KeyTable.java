package io.kagami.mirror.config.reference;

import io.kagami.mirror.config.ValueCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** A table of keys. Notes which ones are on the page. */
final class KeyTable {

    /**
     * A column.
     *
     * @param cell of a key
     */
    record Column(String title, Function<ConfigKey, String> cell) {}

    private final List<Column> columns = new ArrayList<>();
    private final Set<String> shown;

    /** A table whose keys are added to those {@code shown}. */
    KeyTable(Set<String> shown) {
        this.shown = shown;
        this.columns.add(new Column("key", key -> "`" + key.name + "`"));
    }

    KeyTable with(String title, Function<ConfigKey, String> cell) {
        columns.add(new Column(title, cell));
        return this;
    }

    /** What is allowed, in the words of a refusal. */
    KeyTable withAllowed() {
        return with("allowed", key -> Wording.whole(ValueCheck.allowed(key)).replace("<", "\\<"));
    }

    /** Sorted by name. */
    String of(Collection<ConfigKey> keys) {
        keys.forEach(key -> shown.add(key.name));
        String head = line(columns.stream().map(Column::title).toList())
                + line(columns.stream().map(column -> "---").toList());
        return keys.stream()
                .sorted((one, other) -> one.name.compareTo(other.name))
                .map(key -> line(
                        columns.stream().map(column -> column.cell().apply(key)).toList()))
                .collect(Collectors.joining("", head, "\n"));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
