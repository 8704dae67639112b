package io.kagami.mirror.cli.preset;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigProblems;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.presets.PresetRendering;
import io.kagami.mirror.presets.RenderedPreset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a program that takes a configuration file take a preset instead. */
public final class PresetRun {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = PresetNames.class,
            description =
                    "Runs a preset in place of a file: ${COMPLETION-CANDIDATES}, or one of yours. `mirror preset` shows them.")
    private @Nullable String name;

    @Mixin
    private PresetFolder folder = new PresetFolder();

    @Mixin
    private WishOptions wishes = new WishOptions();

    /** Whether a preset is to be run. */
    public boolean isAsked() {
        return name != null;
    }

    /**
     * The preset as a file, which goes when the process ends; empty if none was asked for.
     *
     * @throws ConfigurationException if it cannot be rendered, or lacks an address
     */
    public Optional<Path> file() {
        if (name == null) {
            return Optional.empty();
        }
        RenderedPreset rendered = PresetRendering.render(folder.presets().find(name), wishes.wishes());
        new ConfigProblems(rendered.withoutAddress().stream()
                        .map(alias -> ConfigProblem.error(
                                alias + ".bootstrap.servers",
                                "its address is missing: --set " + alias + ".bootstrap.servers=host:9092"))
                        .toList())
                .throwIfErrors();
        try {
            Path file = Files.createTempFile("kagami-" + name + "-", ".properties");
            file.toFile().deleteOnExit();
            return Optional.of(Files.writeString(file, rendered.text(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException("the rendered preset cannot be written to the temporary folder", e);
        }
    }
}
