package io.kagami.mirror.cli.preset;

import io.kagami.mirror.presets.Presets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where presets come from. */
final class PresetFolder {

    @Option(
            names = "--presets",
            paramLabel = "FOLDER",
            description =
                    "A folder of presets of your own (*.conf); one with the name of a preset of the program replaces it.")
    private @Nullable Path folder;

    Presets presets() {
        return folder == null ? Presets.builtIn() : Presets.builtIn().with(folder);
    }
}
