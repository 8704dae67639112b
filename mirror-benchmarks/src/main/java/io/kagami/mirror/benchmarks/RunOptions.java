package io.kagami.mirror.benchmarks;

import io.kagami.mirror.benchmarks.contender.Contender;
import io.kagami.mirror.benchmarks.contender.ContenderOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a comparison, whatever is compared. */
final class RunOptions {

    @Option(names = "--rounds", defaultValue = "3", description = "How often each mirror runs (default: 3).")
    private int rounds;

    @Mixin
    private ContenderOption contenders = new ContenderOption("kagami,mm2,mm2-tuned");

    @Option(
            names = "--profile",
            paramLabel = "FOLDER",
            description = "Keep a flight recording of each mirror there, and a page on its hot spots beside it.")
    private @Nullable Path profile;

    @Option(names = "--broker-heap", defaultValue = "1g", description = "Heap of each broker (default: 1g).")
    private String brokerHeap = "";

    @Option(names = "--patience", defaultValue = "900", description = "Seconds a run may take (default: 900).")
    private long patienceSeconds;

    int rounds() {
        return rounds;
    }

    List<Contender> contenders() {
        return contenders.names().stream().map(Contender::named).toList();
    }

    /** Where recordings go, a folder that exists. */
    Optional<Path> profile() {
        if (profile == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.createDirectories(profile));
        } catch (IOException failed) {
            throw new UncheckedIOException("no folder for recordings", failed);
        }
    }

    String brokerHeap() {
        return brokerHeap;
    }

    Duration patience() {
        return Duration.ofSeconds(patienceSeconds);
    }

    /** For the report: what the options change about the numbers. */
    String remark() {
        return rounds
                + (rounds == 1 ? " round" : " rounds")
                + (profile == null ? "" : ", with flight recordings, which cost some CPU");
    }
}
