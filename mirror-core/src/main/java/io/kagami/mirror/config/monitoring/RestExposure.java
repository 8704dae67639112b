package io.kagami.mirror.config.monitoring;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds workers whose REST API is open to everybody who reaches their machine. In a file of MirrorMaker 2, {@code listeners} opens no more than what
 * its processes need among themselves; a worker's REST API reads, changes, stops and creates connectors.
 */
public final class RestExposure {

    private static final String LISTENERS = RestListeners.KEY;
    private static final String CLIENT_AUTH = "ssl.client.auth";
    private static final String EXTENSIONS = "rest.extension.classes";

    /** Adds to answers and keeps nobody out. */
    private static final String HARMLESS = "io.kagami.mirror.runtime.status.SickInStatus";

    private RestExposure() {}

    /**
     * A warning, if one listener of the target's worker is open to other machines and asks nobody who he is.
     *
     * @param worker its settings
     * @param file all settings
     */
    public static List<ConfigProblem> problems(
            ClusterAlias target, Map<String, String> worker, Map<String, String> file) {
        String listeners = worker.getOrDefault(LISTENERS, "");
        boolean asks = Arrays.stream(worker.getOrDefault(EXTENSIONS, "").split(",", -1))
                .map(String::trim)
                .anyMatch(extension -> !extension.isEmpty() && !extension.equals(HARMLESS));
        boolean open = Arrays.stream(listeners.split(",", -1))
                .map(String::trim)
                .filter(listener ->
                        !listener.isEmpty() && !listener.contains("${")) // what that will be is not known yet
                .anyMatch(listener -> isOpen(listener, worker));
        if (asks || !open) {
            return List.of();
        }
        return List.of(
                ConfigProblem.warning(
                                RestListeners.keyInFile(target, file),
                                "opens Connect's whole REST API, which reads, changes, stops and creates connectors, to everybody who reaches it")
                        .withValue(listeners)
                        .withRemedy(
                                "let it ask for user and password (" + EXTENSIONS
                                        + ") or for certificates (listeners.https.ssl.client.auth = required), or keep others off; see docs/rest.md"));
    }

    private static boolean isOpen(String listener, Map<String, String> worker) {
        String lowerCase = listener.toLowerCase(Locale.ROOT);
        boolean asksForCertificates = lowerCase.startsWith("https:")
                && "required"
                        .equals(worker.getOrDefault(
                                LISTENERS + ".https." + CLIENT_AUTH, worker.getOrDefault(CLIENT_AUTH, "")));
        return !asksForCertificates && !isLocal(lowerCase);
    }

    private static boolean isLocal(String listener) {
        try {
            return ListenerAddress.parse(listener).isLocal();
        } catch (IllegalArgumentException withoutHost) {
            return false; // Connect then listens everywhere, or refuses it
        }
    }
}
