package io.kagami.mirror.cli.preset;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    private PresetChoice choice = new PresetChoice();

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(choice.preset().text());
        out.flush();
    }
}
