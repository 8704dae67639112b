package io.kagami.mirror.cli.preset;

import picocli.CommandLine.Command;

/** Presets, the parent of what can be done with them. */
@Command(
        name = "preset",
        description = "Topologies ready to use: lists and shows them, and makes configuration files of them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PresetListCommand.class, PresetShowCommand.class, PresetRenderCommand.class},
        mixinStandardHelpOptions = true)
public final class PresetCommand {}
