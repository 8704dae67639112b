package io.kagami.mirror.cli.preset;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.presets.Wishes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What is to be other than a preset has it. */
final class WishOptions {

    /** Addresses are lists themselves, so only a comma before an alias parts two clusters. */
    private static final Pattern BETWEEN_CLUSTERS = Pattern.compile(",(?=[^,=]+=)");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "Sets a name the preset offers (replicas=1), an address (primary.bootstrap.servers=host:9092), or any key of the file",
                "(tasks.max=8, 'primary->standby.topics=orders.*'). May be given again and again."
            })
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--spokes",
            paramLabel = "ALIAS=ADDRESS[,ALIAS=ADDRESS...]",
            description = "The clusters around a hub, in place of the preset's examples.")
    private String spokes = "";

    @Option(
            names = "--alias",
            paramLabel = "ROLE=ALIAS",
            description = "Calls a cluster of the preset something else. May be given again and again.")
    private Map<String, String> aliases = new LinkedHashMap<>();

    Wishes wishes() {
        return new Wishes(settings, addresses(spokes), aliases);
    }

    private static Map<String, String> addresses(String spokes) {
        Map<String, String> byAlias = new LinkedHashMap<>();
        if (spokes.isBlank()) {
            return byAlias;
        }
        for (String spoke : BETWEEN_CLUSTERS.split(spokes, -1)) {
            int equals = spoke.indexOf('=');
            if (equals <= 0 || equals == spoke.length() - 1) {
                throw new ConfigurationException(ConfigProblem.error(
                        "--spokes " + spoke.strip(), "ALIAS=ADDRESS is expected, as in s1=host-1:9092,s2=host-2:9092"));
            }
            byAlias.put(
                    spoke.substring(0, equals).strip(),
                    spoke.substring(equals + 1).strip());
        }
        return byAlias;
    }
}
