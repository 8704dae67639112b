package io.kagami.mirror.config;

import static io.kagami.mirror.config.precedence.Layers.behind;

import io.kagami.mirror.config.keys.Closest;
import io.kagami.mirror.config.precedence.Precedence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.utils.Utils;

/**
 * Replaces references such as {@code ${file:/etc/kafka.properties:password}} through the config providers the file names. Providers are
 * loaded when there is a reference to resolve, and closed right after.
 *
 * <p>Threading: immutable; a resolution blocks as long as its providers do.
 */
final class ProviderResolution {

    private static final Pattern REFERENCE = ConfigTransformer.DEFAULT_PATTERN;

    private final Map<String, String> providerSettings;

    /** {@code providerSettings}: {@code config.providers} and everything below it. */
    ProviderResolution(Map<String, String> providerSettings) {
        this.providerSettings = Map.copyOf(providerSettings);
    }

    static boolean hasReference(String value) {
        return REFERENCE.matcher(value).find();
    }

    /** The names in {@code config.providers}. */
    List<String> providerNames() {
        String names = providerSettings.getOrDefault(Precedence.PROVIDERS, "");
        return Arrays.stream(names.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** References whose provider nobody has named, and providers without a class. */
    List<ConfigProblem> problems(Map<String, String> file) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (String name : providerNames()) {
            String classKey = Precedence.PROVIDERS + "." + name + ".class";
            if (!file.containsKey(classKey)) {
                problems.add(ConfigProblem.error(classKey, "required, but missing: the class of this config provider"));
            }
        }
        file.forEach((key, value) -> REFERENCE
                .matcher(value)
                .results()
                .map(reference -> reference.group(1))
                .filter(name -> !providerNames().contains(name))
                .map(name -> ConfigProblem.warning(
                                key, "no config provider is called '" + name + "' in config.providers; used as it is")
                        .withSuggestion(Closest.to(name, providerNames())))
                .forEach(problems::add));
        return problems;
    }

    /**
     * The same settings with their references replaced; a reference to an unknown provider or key stays as it is.
     *
     * @throws ConfigurationException if a provider cannot be made or does not answer
     */
    Map<String, String> resolve(Map<String, String> settings) {
        if (settings.values().stream().noneMatch(ProviderResolution::hasReference)) {
            return settings;
        }
        Map<String, ConfigProvider> providers = new HashMap<>();
        try {
            for (String name : providerNames()) {
                providers.put(name, provider(name));
            }
            return new TreeMap<>(
                    new ConfigTransformer(providers).transform(settings).data());
        } catch (KafkaException e) {
            throw new ConfigurationException(
                    ConfigProblem.error(Precedence.PROVIDERS, "a reference could not be resolved: " + e.getMessage()));
        } finally {
            providers.values().forEach(provider -> Utils.closeQuietly(provider, "config provider"));
        }
    }

    private ConfigProvider provider(String name) {
        String key = Precedence.PROVIDERS + "." + name;
        String className = providerSettings.get(key + ".class");
        if (className == null) {
            throw new ConfigurationException(
                    ConfigProblem.error(key + ".class", "the class of config provider '" + name + "' is missing"));
        }
        try {
            ConfigProvider provider = Utils.newInstance(className.trim(), ConfigProvider.class);
            provider.configure(behind(providerSettings, key + ".param."));
            return provider;
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigurationException(ConfigProblem.error(key + ".class", "a config provider on the class path")
                    .withValue(className));
        }
    }
}
