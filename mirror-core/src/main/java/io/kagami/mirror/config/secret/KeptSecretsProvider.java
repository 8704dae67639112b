package io.kagami.mirror.config.secret;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Gives a worker of this process the secrets of the file it was started with. The path of a reference is the flow, {@code A->B}, and its key that
 * of the connector's setting. Elsewhere than in such a worker it finds nothing.
 *
 * <p>Threading: configured once, then thread-safe.
 */
public final class KeptSecretsProvider implements ConfigProvider {

    private volatile String keptUnder = "";

    @Override
    public void configure(Map<String, ?> settings) {
        keptUnder = Optional.ofNullable(settings.get(KeptSecrets.KEPT_UNDER))
                .map(String::valueOf)
                .orElse("");
    }

    @Override
    public ConfigData get(String flow) {
        return found(flow, key -> true);
    }

    @Override
    public ConfigData get(String flow, Set<String> keys) {
        return found(flow, keys::contains);
    }

    private ConfigData found(String flow, Predicate<String> wanted) {
        String prefix = flow + ":";
        Map<String, String> found = new TreeMap<>();
        KeptSecrets.under(keptUnder)
                .ifPresent(secrets -> secrets.values().forEach((name, value) -> {
                    if (name.startsWith(prefix) && wanted.test(name.substring(prefix.length()))) {
                        found.put(name.substring(prefix.length()), value);
                    }
                }));
        return new ConfigData(found);
    }

    @Override
    public void close() {}
}
