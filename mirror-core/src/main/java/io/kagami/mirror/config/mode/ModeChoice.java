package io.kagami.mirror.config.mode;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Chooses a flow's mode. Batches pass Connect by, so whatever asks Connect to look at records asks for record mode: transforms, predicates,
 * converters that change bytes, Connect's own exactly-once.
 *
 * @param connector the flow's settings
 * @param worker those of the Connect worker it runs on; empty where they are not known
 */
public record ModeChoice(Map<String, String> connector, Map<String, String> worker) {

    public static final String MODE = "replication.mode";
    public static final String EXACTLY_ONCE_WORKER = "exactly.once.source.support";
    public static final String EXACTLY_ONCE_CONNECTOR = "exactly.once.support";
    public static final String BYTES_AS_THEY_ARE = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private static final String KEY = "key.converter";
    private static final String VALUE = "value.converter";

    /** Connect's settings of that name; each with settings of its own below it. */
    public static final List<String> CONVERTERS = List.of(KEY, VALUE, "header.converter");

    private static final List<String> CHAINS = List.of("transforms", "predicates");

    public ModeChoice {
        connector = Map.copyOf(connector);
        worker = Map.copyOf(worker);
    }

    /** The mode the flow runs in. */
    public ReplicationMode chosen() {
        String wanted = wanted();
        if (wanted.equals(ReplicationMode.AUTO)) {
            return reasonsForRecords().isEmpty() ? ReplicationMode.BATCH : ReplicationMode.RECORD;
        }
        return ReplicationMode.valueOf(wanted.toUpperCase(Locale.ROOT));
    }

    /** Whether that is batch mode; not so where the mode is none there is. */
    public boolean isBatch() {
        return wanted().equals(ReplicationMode.BATCH.written())
                || (wanted().equals(ReplicationMode.AUTO) && reasonsForRecords().isEmpty());
    }

    /** Whether the connector's own settings say that Connect leaves keys and values the bytes they are; if not, its worker decides. */
    public boolean keepsBytes() {
        return Stream.of(KEY, VALUE)
                .allMatch(converter ->
                        connector.getOrDefault(converter, "").trim().equals(BYTES_AS_THEY_ARE));
    }

    /** Converters that a connector in record mode would have to guess: it reads with those Connect writes with, and cannot see the worker's. */
    public List<String> untoldConverters() {
        boolean isRecord = wanted().equals(ReplicationMode.RECORD.written())
                || (wanted().equals(ReplicationMode.AUTO)
                        && !reasonsForRecords().isEmpty());
        return isRecord
                ? CONVERTERS.stream()
                        .filter(converter -> !connector.containsKey(converter))
                        .toList()
                : List.of();
    }

    /** Settings that batch mode, though asked for, could not honour. */
    public Map<String, String> conflicts() {
        return wanted().equals(ReplicationMode.BATCH.written()) ? reasonsForRecords() : Map.of();
    }

    /** Whether the worker copies in transactions. */
    public boolean exactlyOnceWorker() {
        return "enabled"
                .equalsIgnoreCase(worker.getOrDefault(EXACTLY_ONCE_WORKER, "").trim());
    }

    /** The connector's converters: its own settings, else the worker's, as Connect would take them. */
    public Map<String, String> converters() {
        Map<String, String> effective = new HashMap<>();
        for (String converter : CONVERTERS) {
            Map<String, String> given = connector.containsKey(converter) ? connector : worker;
            given.forEach((key, value) -> {
                if (key.equals(converter) || key.startsWith(converter + ".")) {
                    effective.put(key, value);
                }
            });
        }
        return effective;
    }

    private String wanted() {
        return connector.getOrDefault(MODE, ReplicationMode.AUTO).trim();
    }

    private Map<String, String> reasonsForRecords() {
        Map<String, String> reasons = new HashMap<>();
        for (String chain : CHAINS) {
            String names = connector.getOrDefault(chain, "");
            if (!names.isBlank()) {
                reasons.put(chain, names);
            }
        }
        Map<String, String> converters = converters();
        for (String converter : CONVERTERS) {
            String name = converters.getOrDefault(converter, BYTES_AS_THEY_ARE).trim();
            if (!name.equals(BYTES_AS_THEY_ARE)) {
                reasons.put(converter, name);
            }
        }
        if (exactlyOnceWorker()) {
            reasons.put(EXACTLY_ONCE_WORKER, "enabled");
        }
        if ("required"
                .equalsIgnoreCase(
                        connector.getOrDefault(EXACTLY_ONCE_CONNECTOR, "").trim())) {
            reasons.put(EXACTLY_ONCE_CONNECTOR, "required");
        }
        return reasons;
    }
}
