package io.kagami.mirror.cli;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.source.start.HandBack;
import io.kagami.mirror.topology.Flow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prepares the return to MirrorMaker 2. */
@Command(
        name = "hand-back",
        description = {
            "Tells MirrorMaker 2 how far the flows of a file were copied, so that it goes on where this ended.",
            "Stop all processes of the file before, in good order."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class HandBackCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--flow", paramLabel = "A->B", description = "Only these flows; all enabled ones if not given.")
    private List<String> flows = List.of();

    @Parameters(paramLabel = "FILE", description = "The configuration file.")
    private Path path = Path.of("connect-mirror-maker.properties");

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = spec.commandLine().getOut();
        FlowFile file = FlowFile.read(path);
        List<FlowConfig> asked = file.flows(flows);
        for (FlowConfig flow : asked) {
            file.requireAnswer(flow.flow().target());
            RunningWorkers.of(file, flow.flow().target()).requireNone();
        }
        int written = 0;
        for (FlowConfig flow : asked) {
            written += handBack(file, flow, out);
            out.flush();
        }
        if (written == 0) {
            throw new UserProblemException("Nothing was handed back, as nothing was copied by the flows of " + path
                    + "; MirrorMaker 2 goes on at its own offsets.");
        }
        return ExitCode.OK;
    }

    private static String syncs(HandBack handBack) throws InterruptedException {
        try {
            return handBack.writeSyncs();
        } catch (KafkaException e) {
            return "no offset syncs written, group positions are translated once MirrorMaker 2 has copied something: "
                    + e.getMessage();
        }
    }

    private static int handBack(FlowFile file, FlowConfig config, PrintWriter out) throws InterruptedException {
        HandBack handBack = new HandBack(config);
        Flow flow = config.flow();
        try {
            SortedMap<String, Long> written = handBack.write();
            out.println(flow + ": " + written.size() + " positions written to " + handBack.topic() + " on "
                    + flow.target());
            written.forEach((partition, next) -> out.println("  " + partition + " goes on at offset " + next));
            out.println(flow + ": " + syncs(handBack));
            return written.size();
        } catch (KafkaException e) {
            String syncs = config.internalTopics().syncLog(flow.source());
            String rights = "READ and DESCRIBE on topic " + syncs + ", and CREATE, DESCRIBE and WRITE on topic "
                    + handBack.topic() + " of " + flow.target();
            throw file.refused("nothing was handed back", flow, rights, e);
        }
    }
}
