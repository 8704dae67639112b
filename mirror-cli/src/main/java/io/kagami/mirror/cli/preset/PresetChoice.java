package io.kagami.mirror.cli.preset;

import io.kagami.mirror.presets.Preset;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The preset a command is about. */
final class PresetChoice {

    @Mixin
    private PresetFolder folder = new PresetFolder();

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = PresetNames.class,
            description = "A preset that `list` names.")
    private String name = "";

    Preset preset() {
        return folder.presets().find(name);
    }
}
