package io.kagami.mirror.release;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * The Kafka whose classes run with ours. A mirror process has its own; in a Connect worker they are the worker's, and our fetching and producing
 * uses inner parts of Kafka's clients, which change from release to release.
 */
public final class KafkaVersion {

    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+)\\..*");

    /** Versions of distributions that count their own releases. */
    private static final Pattern OTHER_COUNT = Pattern.compile(".*-(ccs|ce)(-.*)?");

    private KafkaVersion() {}

    /** What is wrong with the Kafka of this process; empty if it is of the release we were built with, or cannot be told. */
    public static Optional<String> problem() {
        return problem(AppInfoParser.getVersion(), ProjectVersion.kafka());
    }

    static Optional<String> problem(String running, String builtWith) {
        Matcher present = RELEASE.matcher(running);
        Matcher wanted = RELEASE.matcher(builtWith);
        if (!present.matches()
                || !wanted.matches()
                || OTHER_COUNT.matcher(running).matches()) {
            return Optional.empty();
        }
        String release = wanted.group(1) + "." + wanted.group(2);
        return release.equals(present.group(1) + "." + present.group(2))
                ? Optional.empty()
                : Optional.of("this worker runs Apache Kafka " + running + ", and this plugin was built for " + release
                        + ", whose inner parts it uses: run it on a worker of Apache Kafka " + release
                        + ", which may copy between older and newer clusters");
    }
}
