package io.kagami.mirror.cli.preset;

import io.kagami.mirror.presets.Preset;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Names the presets, and what each is for. */
@Command(name = "list", description = "Names the presets, and what each is for.", mixinStandardHelpOptions = true)
final class PresetListCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PresetFolder folder = new PresetFolder();

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Preset preset : folder.presets().all()) {
            out.println(preset.name());
            preset.about().stream().limit(1).forEach(purpose -> out.println("    " + purpose));
        }
        out.flush();
    }
}
