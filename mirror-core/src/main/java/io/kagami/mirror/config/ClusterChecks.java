package io.kagami.mirror.config;

import io.kagami.mirror.config.keys.Closest;
import io.kagami.mirror.config.precedence.Precedence;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is wrong with cluster names and addresses. */
final class ClusterChecks {

    /** Aliases become part of topic names, so they hold what those may hold. */
    private static final Pattern USABLE_ALIAS = Pattern.compile("[a-zA-Z0-9_-][a-zA-Z0-9._-]*");

    private static final Pattern ADDRESS =
            Pattern.compile("(?:[a-zA-Z0-9_]+://)?(?:\\[[0-9a-fA-F:.%]+]|[a-zA-Z0-9._%-]+):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65535;
    private static final String CLUSTERS = "clusters";
    private static final String BOOTSTRAP = "bootstrap.servers";

    private ClusterChecks() {}

    static boolean isUsable(String alias) {
        return USABLE_ALIAS.matcher(alias).matches();
    }

    /** Problems of the list of aliases itself. */
    static List<ConfigProblem> aliases(String listed, List<String> aliases) {
        List<ConfigProblem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String alias : aliases) {
            if (alias.isEmpty()) {
                problems.add(ConfigProblem.error(CLUSTERS, "an alias is missing between two commas")
                        .withValue(listed));
            } else if (!isUsable(alias)) {
                problems.add(ConfigProblem.error(
                                CLUSTERS,
                                "'" + alias + "' cannot be an alias: letters, digits, '_', '-' and '.' can"
                                        + TrailingComment.explained(listed))
                        .withValue(listed));
            } else if (!seen.add(alias)) {
                problems.add(ConfigProblem.error(CLUSTERS, "'" + alias + "' is there twice")
                        .withValue(listed));
            }
        }
        return problems;
    }

    /** Problems of the addresses of usable aliases. */
    static List<ConfigProblem> addresses(Collection<ClusterAlias> clusters, Precedence precedence) {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<Set<String>, ClusterAlias> byAddresses = new HashMap<>();
        for (ClusterAlias alias : clusters) {
            String key = alias + "." + BOOTSTRAP;
            String servers =
                    precedence.cluster(alias).getOrDefault(BOOTSTRAP, "").trim();
            if (servers.isEmpty()) {
                problems.add(ConfigProblem.error(key, "required, but missing: host:port of one or more brokers"));
            } else if (!ProviderResolution.hasReference(servers)) {
                List<String> addresses = split(servers);
                problems.addAll(malformed(key, servers, addresses));
                ClusterAlias other = byAddresses.putIfAbsent(new TreeSet<>(addresses), alias);
                if (other != null) {
                    problems.add(ConfigProblem.warning(
                                    key, "the same brokers as '" + other + "': one cluster under two names?")
                            .withValue(servers));
                }
            }
        }
        return problems;
    }

    /** A problem for each name that is not an alias of the file. */
    static List<ConfigProblem> unknownAmong(Collection<String> names, Collection<ClusterAlias> clusters) {
        List<String> aliases = clusters.stream().map(ClusterAlias::name).toList();
        return names.stream()
                .filter(name -> !aliases.contains(name))
                .map(name -> ConfigProblem.error("--clusters", "'" + name + "' is not one of " + aliases)
                        .withSuggestion(Closest.to(name, aliases)))
                .toList();
    }

    private static List<ConfigProblem> malformed(String key, String servers, List<String> addresses) {
        return addresses.stream()
                .filter(address -> !isAddress(address))
                .map(address -> ConfigProblem.error(
                                key, "'" + address + "' is not host:port" + TrailingComment.explained(servers))
                        .withValue(servers))
                .toList();
    }

    private static boolean isAddress(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return false;
        }
        int port = Integer.parseInt(matcher.group(1));
        return port > 0 && port <= HIGHEST_PORT;
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::trim).toList();
    }
}
