package io.kagami.mirror.config.reference;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.effect.IdleSettings;
import io.kagami.mirror.config.keys.Scope;
import io.kagami.mirror.topology.Flow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which settings change nothing, asked of what {@code validate} asks. */
final class Effects {

    private static final String WITHOUT = "has no effect ";
    private static final IdleSettings IDLE =
            new IdleSettings(List.of("A", "B"), List.of("A->B"), List.of(Flow.of("A", "B")));

    private Effects() {}

    /** Of a client's setting. */
    static String inBatchMode(Scope scope, String name) {
        return switch (scope) {
            case CONSUMER -> of("A.consumer." + name).orElse("counts");
            case PRODUCER -> of("B.producer." + name).orElse("counts");
            default -> "counts";
        };
    }

    /** A table of settings that mean nothing here. */
    static String withoutAny(Collection<String> names, Set<String> shown) {
        StringBuilder table = new StringBuilder("| key | |\n| --- | --- |\n");
        for (String name : names) {
            shown.add(name);
            table.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(of(name).orElseThrow())
                    .append(" |\n");
        }
        return table.append('\n').toString();
    }

    private static Optional<String> of(String written) {
        return IDLE.problems(Map.of(written, "x")).stream()
                .map(ConfigProblem::expected)
                .map(expected -> "no effect " + expected.substring(WITHOUT.length()))
                .findFirst();
    }
}
