package io.kagami.mirror.presets;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A preset with its substitutions made. Comments and order come from the file as written, as a substituted value tells only where it was
 * defined. Nothing is taken from the environment: what is rendered lies in a file for all to see.
 *
 * <p>Threading: immutable.
 */
final class PresetReading {

    static final String ABOUT = "about";
    static final String CLUSTERS = "clusters";
    static final String SPOKES = "spokes";
    static final String FLOWS = "flows";
    static final String SETTINGS = "settings";
    private static final Pattern ONE_NAME = Pattern.compile("\\$\\{([\\w-]+)}");
    private static final Set<String> STRUCTURE = Set.of(ABOUT, CLUSTERS, SPOKES, FLOWS, SETTINGS);

    private final String name;
    private final Config written;
    private final Config resolved;

    /**
     * Reads.
     *
     * @param given values for names the preset offers
     * @throws ConfigurationException if a substitution leads nowhere
     */
    PresetReading(Preset preset, Map<String, String> given) {
        Config config = preset.config();
        for (Map.Entry<String, String> each : given.entrySet()) {
            config = config.withValue(
                    each.getKey(), ConfigValueFactory.fromAnyRef(each.getValue(), "given by the user"));
        }
        this.name = preset.name();
        this.written = config;
        try {
            this.resolved = config.resolve(ConfigResolveOptions.noSystem());
        } catch (ConfigException e) {
            throw problem("substitution", String.valueOf(e.getMessage()));
        }
    }

    /** Whether the preset offers the name to be set. */
    static boolean offers(Preset preset, String name) {
        List<String> path = name.isEmpty() ? List.of() : List.of(name.split("\\.", -1));
        return !path.isEmpty()
                && !path.contains("")
                && !name.contains("->")
                && !STRUCTURE.contains(path.get(0))
                && isThere(preset.config().root(), path);
    }

    /** Looks without asking for values, as they may be substitutions. */
    private static boolean isThere(ConfigObject object, List<String> path) {
        ConfigValue value = object.get(path.get(0));
        if (path.size() == 1) {
            return value != null && !(value instanceof ConfigObject);
        }
        return value instanceof ConfigObject inner && isThere(inner, path.subList(1, path.size()));
    }

    /** The roles under {@code clusters} or {@code spokes}, in the order written. */
    List<String> roles(String group) {
        ConfigObject roles = object(resolved.root().get(group), group);
        return sorted(roles, written.root().get(group)).stream().map(Entry::key).toList();
    }

    /** A cluster's own settings, comments of the cluster above the first one. */
    List<CommentedSetting> cluster(String group, String role) {
        ConfigObject groups = object(resolved.root().get(group), group);
        ConfigObject cluster = object(groups.get(role), group + "." + role);
        ConfigValue writtenGroup = written.root().get(group);
        ConfigValue writtenCluster = writtenGroup instanceof ConfigObject object ? object.get(role) : null;
        List<CommentedSetting> settings = settings(cluster, writtenCluster, group + "." + role);
        if (settings.isEmpty() || writtenCluster == null) {
            return settings;
        }
        CommentedSetting first = settings.get(0);
        List<String> comments = new ArrayList<>(comments(writtenCluster));
        comments.addAll(first.comments());
        List<CommentedSetting> commented = new ArrayList<>(settings);
        commented.set(0, new CommentedSetting(first.key(), first.value(), comments));
        return commented;
    }

    /** One way, between roles. */
    record PresetFlow(
            String from, String to, boolean enabled, List<String> comments, List<CommentedSetting> settings) {}

    List<PresetFlow> flows() {
        List<PresetFlow> flows = new ArrayList<>();
        ConfigValue list = resolved.root().get(FLOWS);
        if (!(list instanceof ConfigList entries)) {
            throw problem(FLOWS, "a list of { from, to, settings } is expected");
        }
        ConfigValue writtenList = written.root().get(FLOWS);
        for (int index = 0; index < entries.size(); index++) {
            ConfigObject flow = object(entries.get(index), FLOWS);
            ConfigObject writtenFlow =
                    writtenList instanceof ConfigList raw && raw.get(index) instanceof ConfigObject object
                            ? object
                            : flow;
            flows.add(flow(flow, writtenFlow));
        }
        return flows;
    }

    private PresetFlow flow(ConfigObject flow, ConfigObject writtenFlow) {
        ConfigValue from = flow.get("from");
        ConfigValue to = flow.get("to");
        if (from == null || to == null) {
            throw problem(FLOWS, "each flow needs 'from' and 'to'");
        }
        ConfigValue enabled = flow.get("enabled");
        ConfigValue settings = flow.get(SETTINGS);
        return new PresetFlow(
                text(from),
                text(to),
                enabled == null || Boolean.parseBoolean(text(enabled)),
                comments(Objects.requireNonNull(writtenFlow.get("from"))),
                settings == null
                        ? List.of()
                        : settings(
                                object(settings, SETTINGS),
                                asWritten(writtenFlow.get(SETTINGS)),
                                FLOWS + "." + SETTINGS));
    }

    /** Where settings are a name only, as in {@code settings = ${one-direction}}, what is written under that name. */
    private @Nullable ConfigValue asWritten(@Nullable ConfigValue settings) {
        if (settings == null || settings instanceof ConfigObject) {
            return settings;
        }
        Matcher name = ONE_NAME.matcher(settings.render());
        return name.matches() ? written.root().get(name.group(1)) : settings;
    }

    /** Settings that all flows share. */
    List<CommentedSetting> common() {
        ConfigValue settings = resolved.root().get(SETTINGS);
        return settings == null
                ? List.of()
                : settings(object(settings, SETTINGS), written.root().get(SETTINGS), SETTINGS);
    }

    private List<CommentedSetting> settings(ConfigObject values, @Nullable ConfigValue asWritten, String path) {
        List<CommentedSetting> settings = new ArrayList<>();
        for (Entry entry : sorted(values, asWritten)) {
            ConfigValue value = Objects.requireNonNull(values.get(entry.key()));
            if (value.valueType() == ConfigValueType.OBJECT) {
                throw problem(
                        path + "." + entry.key(),
                        "a key with dots needs quotes, as in \"" + entry.key()
                                + ".…\" = …, for 'topics' and 'topics.exclude'" + " cannot both be values otherwise");
            }
            settings.add(new CommentedSetting(entry.key(), text(value), comments(entry.origin())));
        }
        return settings;
    }

    /** A key and where it is written. */
    private record Entry(String key, ConfigOrigin origin) {}

    /** As in the file, what is included last. */
    private List<Entry> sorted(ConfigObject values, @Nullable ConfigValue asWritten) {
        ConfigObject places = asWritten instanceof ConfigObject object ? object : values;
        return values.keySet().stream()
                .map(key -> new Entry(key, origin(key, values, places)))
                .sorted(Comparator.comparing((Entry entry) -> isIncluded(entry.origin()))
                        .thenComparing(entry -> entry.origin().lineNumber())
                        .thenComparing(Entry::key))
                .toList();
    }

    private static ConfigOrigin origin(String key, ConfigObject values, ConfigObject places) {
        ConfigValue place = places.get(key);
        return (place == null ? Objects.requireNonNull(values.get(key)) : place).origin();
    }

    private boolean isIncluded(ConfigOrigin origin) {
        String file = origin.resource() == null ? origin.filename() : origin.resource();
        return file != null && !file.endsWith(name + Preset.SUFFIX);
    }

    private static List<String> comments(ConfigValue value) {
        return comments(value.origin());
    }

    private static List<String> comments(ConfigOrigin origin) {
        return List.copyOf(origin.comments());
    }

    private ConfigObject object(@Nullable ConfigValue value, String path) {
        if (value == null) {
            return ConfigValueFactory.fromMap(Map.of());
        }
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw problem(path, "settings in braces are expected");
    }

    private static String text(ConfigValue value) {
        return String.valueOf(value.unwrapped());
    }

    private ConfigurationException problem(String path, String expected) {
        return new ConfigurationException(ConfigProblem.error("preset " + name + ": " + path, expected));
    }
}
