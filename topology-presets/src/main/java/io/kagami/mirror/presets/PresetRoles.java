package io.kagami.mirror.presets;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigProblems;
import io.kagami.mirror.config.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clusters of a preset, by the names they are to have.
 *
 * <p>Threading: immutable.
 */
final class PresetRoles {

    private final PresetReading reading;
    private final Wishes wishes;
    private final Map<String, String> aliasByRole = new LinkedHashMap<>();
    private final List<String> spokes;

    /**
     * Names the clusters.
     *
     * @throws ConfigurationException if a role is wished for that the preset does not have
     */
    PresetRoles(PresetReading reading, Wishes wishes) {
        this.reading = reading;
        this.wishes = wishes;
        List<String> ownSpokes = reading.roles(PresetReading.SPOKES);
        this.spokes = wishes.spokes().isEmpty()
                ? ownSpokes
                : List.copyOf(wishes.spokes().keySet());
        reading.roles(PresetReading.CLUSTERS).forEach(this::name);
        spokes.forEach(this::name);
        List<ConfigProblem> problems = new ArrayList<>();
        if (!wishes.spokes().isEmpty() && ownSpokes.isEmpty()) {
            problems.add(
                    ConfigProblem.error("--spokes", "this preset has none; its clusters are " + aliasByRole.keySet()));
        }
        wishes.aliases().keySet().stream()
                .filter(role -> !aliasByRole.containsKey(role))
                .forEach(role -> problems.add(ConfigProblem.error(
                        "--alias " + role, "the clusters of this preset are " + aliasByRole.keySet())));
        new ConfigProblems(problems).throwIfErrors();
    }

    private void name(String role) {
        aliasByRole.put(role, wishes.aliases().getOrDefault(role, role));
    }

    Collection<String> aliases() {
        return List.copyOf(aliasByRole.values());
    }

    /**
     * The aliases a flow's end stands for.
     *
     * @throws ConfigurationException if it names no cluster of the preset
     */
    List<String> members(String end) {
        if (end.equals(PresetReading.SPOKES)) {
            return spokes.stream().map(aliasByRole::get).toList();
        }
        return Optional.ofNullable(aliasByRole.get(end))
                .map(List::of)
                .orElseThrow(() -> new ConfigurationException(ConfigProblem.error(
                        "flow from or to " + end, "one of " + aliasByRole.keySet() + " or 'spokes' is expected")));
    }

    List<CommentedSetting> clusterSettings() {
        List<CommentedSetting> settings = new ArrayList<>();
        for (String role : reading.roles(PresetReading.CLUSTERS)) {
            add(settings, role, reading.cluster(PresetReading.CLUSTERS, role));
        }
        for (String spoke : spokes) {
            String address = wishes.spokes().get(spoke);
            if (address == null) {
                add(settings, spoke, reading.cluster(PresetReading.SPOKES, spoke));
            } else {
                settings.add(new CommentedSetting(PresetRendering.addressOf(alias(spoke)), address));
            }
        }
        return settings;
    }

    private void add(List<CommentedSetting> settings, String role, List<CommentedSetting> own) {
        own.forEach(each ->
                settings.add(new CommentedSetting(alias(role) + "." + each.key(), each.value(), each.comments())));
    }

    private String alias(String role) {
        return aliasByRole.getOrDefault(role, role);
    }

    /** The same wishes, where keys name clusters by their roles now by their aliases. */
    Map<String, String> byAlias(Map<String, String> wished) {
        Map<String, String> renamed = new LinkedHashMap<>();
        wished.forEach((key, value) -> renamed.put(byAlias(key), value));
        return renamed;
    }

    private String byAlias(String key) {
        int arrow = key.indexOf("->");
        if (arrow > 0) {
            String rest = key.substring(arrow + 2);
            return alias(key.substring(0, arrow)) + "->" + firstAsAlias(rest);
        }
        return firstAsAlias(key);
    }

    private String firstAsAlias(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? alias(key) : alias(key.substring(0, dot)) + key.substring(dot);
    }

    /** The clusters whose address is still the preset's example. */
    List<String> withoutAddress(Collection<String> wished) {
        List<String> given = wished.stream().map(this::byAlias).toList();
        return aliasByRole.entrySet().stream()
                .filter(role -> !wishes.spokes().containsKey(role.getKey()))
                .map(Map.Entry::getValue)
                .filter(alias -> !given.contains(PresetRendering.addressOf(alias)))
                .toList();
    }
}
