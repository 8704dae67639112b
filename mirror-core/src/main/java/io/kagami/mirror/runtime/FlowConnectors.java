package io.kagami.mirror.runtime;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.keys.HeartbeatDefinition;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.source.record.BytesOrTextHeaders;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The connectors of one flow with their settings, as the worker of its target is to run them.
 *
 * @param config the whole file
 * @param worker the settings of the target's worker
 * @param isPresent whether a class of this name can be loaded; connectors whose module is missing are left out
 */
record FlowConnectors(MirrorConfig config, Map<String, String> worker, Predicate<String> isPresent) {

    private static final String HEADER_CONVERTER = "header.converter";
    private static final String TASKS_MAX = "tasks.max";

    /** What asks Connect to change records, or is about modes of copying them: nothing for records whose bytes are a format. */
    private static final List<String> ONLY_FOR_COPIES = List.of(
            "transforms",
            "predicates",
            "topic.creation.",
            "key.converter",
            "value.converter",
            HEADER_CONVERTER,
            ModeChoice.MODE,
            ModeChoice.EXACTLY_ONCE_CONNECTOR);

    FlowConnectors {
        worker = Map.copyOf(worker);
    }

    /** Settings by connector name. */
    Map<String, Map<String, String>> of(Flow flow) {
        Map<String, Map<String, String>> connectors = new TreeMap<>();
        config.connectors(flow).stream()
                .filter(kind -> isPresent.test(kind.className()))
                .forEach(kind -> connectors.put(kind.connectorName(flow), settings(flow, kind)));
        return connectors;
    }

    private Map<String, String> settings(Flow flow, ConnectorKind kind) {
        Map<String, String> given = config.connectorProperties(flow, kind);
        return switch (kind) {
            case SOURCE -> inItsMode(given);
            case CHECKPOINT -> ofFormats(given);
            case HEARTBEAT -> heartbeats(flow, ofFormats(given));
        };
    }

    private Map<String, String> heartbeats(Flow flow, Map<String, String> settings) {
        boolean others = config.connectors(flow.reversed()).contains(ConnectorKind.HEARTBEAT);
        if (others || !config.flows().contains(flow)) {
            settings.put(HeartbeatDefinition.EMIT_AT_SOURCE, "false");
        }
        settings.put(TASKS_MAX, "1");
        return settings;
    }

    private static Map<String, String> ofFormats(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(given);
        settings.keySet().removeIf(key -> ONLY_FOR_COPIES.stream().anyMatch(key::startsWith));
        return withBytes(settings);
    }

    /** The mode is decided here, where the worker's settings are known, and written into the connector's for all to see. */
    private Map<String, String> inItsMode(Map<String, String> given) {
        ModeChoice choice = new ModeChoice(given, worker);
        Map<String, String> settings = new HashMap<>(given);
        settings.put(ModeChoice.MODE, choice.chosen().written());
        return choice.chosen() == ReplicationMode.RECORD ? copyingRecords(settings, choice) : withBytes(settings);
    }

    /** What passes through Connect must arrive as it is, so no converter may touch it. */
    private static Map<String, String> withBytes(Map<String, String> settings) {
        ModeChoice.CONVERTERS.forEach(converter -> settings.put(converter, ModeChoice.BYTES_AS_THEY_ARE));
        return settings;
    }

    /**
     * The task reads records with the converters they are written with, so it is told those of the worker too. Headers are the exception:
     * where nobody asks for another converter, those of the source stay bytes and those a transform adds become text.
     */
    private static Map<String, String> copyingRecords(Map<String, String> settings, ModeChoice choice) {
        settings.putAll(choice.converters());
        if (settings.getOrDefault(HEADER_CONVERTER, ModeChoice.BYTES_AS_THEY_ARE)
                .equals(ModeChoice.BYTES_AS_THEY_ARE)) {
            settings.put(HEADER_CONVERTER, BytesOrTextHeaders.class.getName());
        }
        if (choice.exactlyOnceWorker()) {
            settings.putIfAbsent(ModeChoice.EXACTLY_ONCE_CONNECTOR, "required");
        }
        return settings;
    }
}
