package io.kagami.mirror.cli.preset;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.presets.PresetRendering;
import io.kagami.mirror.presets.RenderedPreset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a configuration file of a preset. */
@Command(
        name = "render",
        description = {
            "Makes a configuration file of a preset, every setting with its comment. connect-mirror-maker.sh takes it as it is,",
            "Kafka's own too. A file that is there is not overwritten, unless --force is given."
        },
        mixinStandardHelpOptions = true)
final class PresetRenderCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PresetChoice choice = new PresetChoice();

    @Mixin
    private WishOptions wishes = new WishOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; to the screen if not given.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Overwrites the file.")
    private boolean force;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        RenderedPreset rendered = PresetRendering.render(choice.preset(), wishes.wishes());
        PrintWriter out = spec.commandLine().getOut();
        if (output == null) {
            out.print(rendered.text());
        } else {
            write(output, rendered.text());
            out.println("written to " + output);
        }
        out.flush();
        if (!rendered.withoutAddress().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Examples still, put in your own: the bootstrap.servers of "
                    + String.join(", ", rendered.withoutAddress()));
            err.flush();
        }
    }

    private void write(Path file, String text) {
        StandardOpenOption[] how = force
                ? new StandardOpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new StandardOpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        if (!force && Files.exists(file)) {
            throw new ConfigurationException(
                    ConfigProblem.error("-o " + file, "there is such a file already; --force overwrites it"));
        }
        try {
            Files.writeString(file, text, StandardCharsets.ISO_8859_1, how);
        } catch (IOException e) {
            throw new ConfigurationException(
                    ConfigProblem.error("-o " + file, "it cannot be written: " + e.getMessage()));
        }
    }
}
