package io.kagami.mirror.testkit.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One more door of every broker, beside that of {@link ClientSecurity}; no proxy is in front of it.
 *
 * @param name as in the broker's {@code listeners}
 * @param protocol one of Kafka's security protocols
 * @param settings of the broker, that go behind {@code listener.name.<name>.}
 * @param ports by broker id
 */
record ClientListener(String name, String protocol, Map<String, String> settings, List<Integer> ports) {

    ClientListener {
        settings = Map.copyOf(settings);
        ports = List.copyOf(ports);
    }

    String bootstrapServers() {
        return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
    }

    /** Adds it to the settings of a broker that has listeners already. */
    void addTo(Map<String, String> broker, int id) {
        String address = name + "://localhost:" + ports.get(id);
        broker.merge("listeners", address, ClientListener::listed);
        broker.merge("advertised.listeners", address, ClientListener::listed);
        broker.merge("listener.security.protocol.map", name + ":" + protocol, ClientListener::listed);
        broker.putAll(prefixed());
    }

    private Map<String, String> prefixed() {
        Map<String, String> prefixed = new HashMap<>();
        String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
        settings.forEach((key, value) -> prefixed.put(prefix + key, value));
        return prefixed;
    }

    private static String listed(String before, String more) {
        return before + "," + more;
    }
}
