package io.kagami.mirror.presets;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigProblems;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.presets.PresetReading.PresetFlow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a configuration of a preset and a person's wishes.
 *
 * <p>Threading: stateless.
 */
public final class PresetRendering {

    private static final String ADDRESS = "bootstrap.servers";
    private static final String NAMING = "replication.policy.class";
    private static final Map<String, String> NAMINGS = Map.of(
            "default", "org.apache.kafka.connect.mirror.DefaultReplicationPolicy",
            "identity", "org.apache.kafka.connect.mirror.IdentityReplicationPolicy");

    private PresetRendering() {}

    /**
     * Renders.
     *
     * @throws ConfigurationException with everything that is wrong with the wishes or the result
     */
    public static RenderedPreset render(Preset preset, Wishes wishes) {
        Map<String, String> offered = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        wishes.settings()
                .forEach((key, value) -> (PresetReading.offers(preset, key) ? offered : others).put(key, value));
        PresetReading reading = new PresetReading(preset, offered);
        PresetRoles roles = new PresetRoles(reading, wishes);
        List<RenderedPreset.Section> sections = sections(reading, roles);
        List<RenderedPreset.Section> changed = changed(sections, roles.byAlias(others));
        RenderedPreset rendered = new RenderedPreset(preset, changed, roles.withoutAddress(others.keySet()));
        check(rendered.settings(), roles.byAlias(others).keySet());
        return rendered;
    }

    private static List<RenderedPreset.Section> sections(PresetReading reading, PresetRoles roles) {
        List<CommentedSetting> clusters = new ArrayList<>();
        clusters.add(new CommentedSetting(
                "clusters",
                String.join(", ", roles.aliases()),
                List.of("The names of the clusters; with default naming they become part of topic names.")));
        clusters.addAll(roles.clusterSettings());
        List<RenderedPreset.Section> sections = new ArrayList<>();
        sections.add(new RenderedPreset.Section("Who there is", clusters));
        for (PresetFlow flow : reading.flows()) {
            for (String source : roles.members(flow.from())) {
                for (String target : roles.members(flow.to())) {
                    sections.add(new RenderedPreset.Section(
                            "From " + source + " to " + target, flow(flow, source + "->" + target)));
                }
            }
        }
        sections.add(new RenderedPreset.Section(
                "For all flows",
                reading.common().stream().map(PresetRendering::named).toList()));
        return sections;
    }

    private static List<CommentedSetting> flow(PresetFlow flow, String name) {
        List<CommentedSetting> settings = new ArrayList<>();
        settings.add(new CommentedSetting(name + ".enabled", Boolean.toString(flow.enabled()), flow.comments()));
        for (CommentedSetting each : flow.settings()) {
            CommentedSetting named = named(each);
            settings.add(new CommentedSetting(name + "." + named.key(), named.value(), named.comments()));
        }
        return settings;
    }

    /** {@code default} and {@code identity} stand for Kafka's classes. */
    private static CommentedSetting named(CommentedSetting setting) {
        return setting.key().endsWith(NAMING)
                ? new CommentedSetting(
                        setting.key(), NAMINGS.getOrDefault(setting.value(), setting.value()), setting.comments())
                : setting;
    }

    /** Settings take the value that is wished for; those the preset does not have come last. */
    private static List<RenderedPreset.Section> changed(
            List<RenderedPreset.Section> sections, Map<String, String> wishes) {
        Map<String, String> left = new LinkedHashMap<>(wishes);
        List<RenderedPreset.Section> changed = new ArrayList<>();
        for (RenderedPreset.Section section : sections) {
            List<CommentedSetting> settings = section.settings().stream()
                    .map(setting -> {
                        String wished = left.remove(setting.key());
                        return wished == null
                                ? setting
                                : named(new CommentedSetting(setting.key(), wished, setting.comments()));
                    })
                    .toList();
            changed.add(new RenderedPreset.Section(section.title(), settings));
        }
        List<CommentedSetting> more = left.entrySet().stream()
                .map(wish -> named(new CommentedSetting(wish.getKey(), wish.getValue())))
                .toList();
        if (!more.isEmpty()) {
            changed.add(new RenderedPreset.Section("Besides what the preset has", more));
        }
        return changed;
    }

    /** Whoever names a key to be set means one that there is, so what is else a warning is an error here. */
    private static void check(Map<String, String> settings, Collection<String> wished) {
        ConfigProblems found = MirrorConfig.check(settings);
        List<ConfigProblem> serious = found.all().stream()
                .filter(problem -> problem.isError() || wished.contains(problem.key()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!serious.isEmpty()) {
            throw new ConfigurationException(new ConfigProblems(serious));
        }
    }

    /** The key of a cluster's address. */
    static String addressOf(String alias) {
        return alias + "." + ADDRESS;
    }
}
