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
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How every command is run: what users can put right is said without a stack trace and ends with code 2. */
final class CommandLines {

    /** Kept from being collected: it stops Connect's REST server from complaining about requests that meet its end. */
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey");

    private CommandLines() {}

    static int execute(Object command, String... args) {
        return create(command).execute(args);
    }

    static CommandLine create(Object command) {
        JERSEY.setLevel(Level.OFF);
        CommandLine commandLine = new CommandLine(command);
        if (command instanceof Mirror) {
            commandLine.addSubcommand("run", new ConnectMirrorMaker());
            commandLine.addSubcommand("demo", new DemoCommand());
            commandLine.addSubcommand("hand-back", new HandBackCommand());
            commandLine.addSubcommand("plan", new PlanCommand());
            commandLine.addSubcommand("preset", new PresetCommand());
            commandLine.addSubcommand("translate", new TranslateCommand());
            commandLine.addSubcommand("validate", new ValidateCommand());
        }
        return commandLine.setExecutionExceptionHandler(CommandLines::failed);
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
