package io.kagami.mirror.presets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person wants other than the preset has it.
 *
 * @param settings by key: a name the preset offers ({@code replicas}), a cluster's key ({@code primary.bootstrap.servers}), a flow's
 *     ({@code primary->standby.topics}), or any other of the file
 * @param spokes addresses by alias, in place of the preset's own spokes; empty keeps those
 * @param aliases what clusters are to be called, by their role in the preset
 */
public record Wishes(Map<String, String> settings, Map<String, String> spokes, Map<String, String> aliases) {

    public static final Wishes NONE = new Wishes(Map.of(), Map.of(), Map.of());

    public Wishes {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        spokes = Collections.unmodifiableMap(new LinkedHashMap<>(spokes));
        aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    }
}
