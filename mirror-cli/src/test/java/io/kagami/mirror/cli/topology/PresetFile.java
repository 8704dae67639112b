package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.preset.PresetCommand;
import io.kagami.mirror.testkit.cluster.TestCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Options of {@code mirror preset render NAME}, and the file it writes. */
record PresetFile(String preset, List<String> options) {

    PresetFile {
        options = List.copyOf(options);
    }

    /** The preset with one replica of everything, as the clusters here have one broker. */
    static PresetFile of(String preset) {
        return new PresetFile(preset, List.of("--set", "replicas=1"));
    }

    /** The same with this wish. */
    PresetFile set(String key, String value) {
        return with("--set", key + "=" + value);
    }

    /** The same with this cluster in a role of the preset. */
    PresetFile cluster(String role, TestCluster cluster) {
        return set(role + ".bootstrap.servers", cluster.bootstrapServers());
    }

    /** The same with these clusters around the hub, in their order. */
    PresetFile spokes(Map<String, ? extends TestCluster> spokes) {
        return with(
                "--spokes",
                spokes.entrySet().stream()
                        .map(spoke -> spoke.getKey() + "=" + spoke.getValue().bootstrapServers())
                        .collect(Collectors.joining(",")));
    }

    private PresetFile with(String option, String value) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        more.add(value);
        return new PresetFile(preset, more);
    }

    /** Renders it over whatever was there. */
    Path render(Path file) {
        List<String> args = new ArrayList<>(List.of("render", preset, "--force", "-o", file.toString()));
        args.addAll(options);
        StringWriter said = new StringWriter();
        int code = new CommandLine(new PresetCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(args.toArray(String[]::new));
        assertThat(code).as(said.toString()).isZero();
        assertThat(said.toString())
                .as("nothing left to put in")
                .startsWith("written to")
                .hasLineCount(1);
        return file;
    }
}
