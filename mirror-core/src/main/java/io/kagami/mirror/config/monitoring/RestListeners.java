package io.kagami.mirror.config.monitoring;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds addresses at which no worker could listen: Connect says so only after the start, again and again. */
public final class RestListeners {

    static final String KEY = "listeners";

    /** What Connect takes; a host may be left out. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://\\[?[0-9a-z%._:-]*]?:([0-9]{1,5})");

    private static final int HIGHEST_PORT = 65_535;

    private RestListeners() {}

    /**
     * An error, if one listener of the target's worker is no address.
     *
     * @param worker its settings
     * @param file all settings
     */
    public static List<ConfigProblem> problems(
            ClusterAlias target, Map<String, String> worker, Map<String, String> file) {
        String listeners = worker.getOrDefault(KEY, "").trim();
        boolean known = !listeners.isEmpty() && !listeners.contains("${"); // what that will be is not known yet
        if (!known || Arrays.stream(listeners.split(",", -1)).map(String::trim).allMatch(RestListeners::isAddress)) {
            return List.of();
        }
        return List.of(ConfigProblem.error(
                        keyInFile(target, file),
                        "expected http:// or https://, a host, a colon and a port from 0 to " + HIGHEST_PORT
                                + "; several separated by commas")
                .withValue(listeners));
    }

    /** Where the file says it: for the target, or for all. */
    static String keyInFile(ClusterAlias target, Map<String, String> file) {
        String ofTarget = target + "." + KEY;
        return file.containsKey(ofTarget) ? ofTarget : KEY;
    }

    private static boolean isAddress(String listener) {
        var address = ADDRESS.matcher(listener);
        return address.matches() && Integer.parseInt(address.group(1)) <= HIGHEST_PORT;
    }
}
