package io.kagami.mirror.cli.preset;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a preset as its file has it. */
@Command(
        name = "show",
        description = "Prints a preset, to be read or to begin one of your own with.",
        mixinStandardHelpOptions = true)
final class PresetShowCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PresetFolder folder = new PresetFolder();

    @Parameters(paramLabel = "NAME", description = "A preset that `list` names.")
    private String name = "";

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(folder.presets().find(name).text());
        out.flush();
    }
}
