package io.kagami.mirror.cli;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.runtime.cluster.AdminClusterProbe;
import io.kagami.mirror.runtime.cluster.ClusterUnavailableException;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * The configuration file of a command that asks clusters something once: its flows, and in which words the user learns that a cluster does
 * not answer or refuses.
 *
 * <p>Threading: one thread.
 */
final class FlowFile {

    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Path path;
    private final MirrorConfig config;

    private FlowFile(Path path, MirrorConfig config) {
        this.path = path;
        this.config = config;
    }

    /**
     * Reads it.
     *
     * @throws io.kagami.mirror.config.ConfigurationException if something is wrong with it
     */
    static FlowFile read(Path path) {
        return new FlowFile(path, MirrorConfig.parse(PropertiesFile.read(path).settings()));
    }

    MirrorConfig config() {
        return config;
    }

    /** The flow of this name, as {@code A->B}. */
    FlowConfig flow(String name) {
        return flows(List.of(name)).get(0);
    }

    /** The flows of these names, or all that are enabled where none is named. */
    List<FlowConfig> flows(List<String> names) {
        List<FlowConfig> found = new ArrayList<>();
        for (String name : names) {
            found.add(config.flows().stream()
                    .filter(flow -> flow.toString().equals(name))
                    .findFirst()
                    .map(config::flowConfig)
                    .orElseThrow(() -> new UserProblemException(
                            path + " has no flow " + name + " that is enabled; it has " + config.flows())));
        }
        if (names.isEmpty()) {
            config.flows().forEach(flow -> found.add(config.flowConfig(flow)));
        }
        return found;
    }

    /**
     * Returns if the cluster answers.
     *
     * @throws UserProblemException if it does not within 15 seconds
     */
    void requireAnswer(ClusterAlias cluster) throws InterruptedException {
        try {
            String unused = new AdminClusterProbe(ANSWER).clusterId(clientSettings(cluster));
        } catch (ClusterUnavailableException e) {
            throw new UserProblemException(unreachable(cluster.name(), String.valueOf(e.getMessage())), e);
        }
    }

    /** What to tell when a cluster does not answer. */
    String unreachable(String cluster, String why) {
        return ("Cluster %s cannot be asked: %s. Check that it is up, and %s.bootstrap.servers and the security"
                        + " settings of %s in %s.")
                .formatted(cluster, why, cluster, cluster, path);
    }

    private Map<String, String> clientSettings(ClusterAlias cluster) {
        return new HashMap<>(config.clientProperties(cluster));
    }

    /**
     * What to tell when a cluster did not do what was asked.
     *
     * @param what was attempted
     * @param rights the user needs for that
     */
    UserProblemException refused(String what, Flow flow, String rights, KafkaException failure) {
        String advice = forbidden(failure)
                .map(cause -> " The user of this file needs " + rights + ".")
                .orElse("");
        return new UserProblemException(flow + ": " + what + ": " + failure.getMessage() + advice, failure);
    }

    private static Optional<Throwable> forbidden(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
