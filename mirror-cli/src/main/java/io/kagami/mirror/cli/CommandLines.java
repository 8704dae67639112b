package io.kagami.mirror.cli;

import io.kagami.mirror.cli.demo.DemoCommand;
import io.kagami.mirror.cli.plan.PlanCommand;
import io.kagami.mirror.cli.preset.PresetCommand;
import io.kagami.mirror.cli.validate.ValidateCommand;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.runtime.cluster.SameClusterException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.config.ConfigException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** How every command is run: what users can put right is said without a stack trace and ends with code 2. */
public final class CommandLines {

    /** Kept from being collected: it stops Connect's REST server from complaining about requests that meet its end. */
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey");

    private CommandLines() {}

    static int execute(Object command, String... args) {
        return create(command).execute(args);
    }

    /** A command ready to be executed; {@link Mirror} gets the commands below it. */
    public static CommandLine create(Object command) {
        JERSEY.setLevel(Level.OFF);
        CommandLine commandLine = new CommandLine(command);
        if (command instanceof Mirror) {
            commandLine.addSubcommand("run", new ConnectMirrorMaker());
            commandLine.addSubcommand("demo", new DemoCommand());
            commandLine.addSubcommand("hand-back", new HandBackCommand());
            commandLine.addSubcommand("plan", new PlanCommand());
            commandLine.addSubcommand("preset", new PresetCommand());
            commandLine.addSubcommand("status", new StatusCommand());
            commandLine.addSubcommand("translate", new TranslateCommand());
            commandLine.addSubcommand("validate", new ValidateCommand());
            commandLine.addSubcommand(new GenerateCompletion());
            commandLine.addSubcommand(new HelpCommand());
        }
        sayExitCodes(commandLine);
        return commandLine.setExecutionExceptionHandler(CommandLines::failed);
    }

    /** In the help of every command that does not say its own. */
    private static void sayExitCodes(CommandLine commandLine) {
        UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.MEANINGS);
        }
        commandLine.getSubcommands().values().forEach(CommandLines::sayExitCodes);
    }

    private static int failed(Exception failure, CommandLine commandLine, ParseResult parsed) {
        if (isForUser(failure)) {
            commandLine.getErr().println(failure.getMessage());
            return ExitCode.USAGE;
        }
        failure.printStackTrace(commandLine.getErr());
        return ExitCode.UNEXPECTED;
    }

    private static boolean isForUser(Exception failure) {
        return failure instanceof UserProblemException
                || failure instanceof ConfigurationException
                || failure instanceof ConfigException
                || failure instanceof SameClusterException;
    }
}
