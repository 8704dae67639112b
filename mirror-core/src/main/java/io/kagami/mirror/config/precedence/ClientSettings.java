package io.kagami.mirror.config.precedence;

import io.kagami.mirror.config.classes.UsersClasses;
import io.kagami.mirror.config.keys.ClassDefinition;
import java.util.Map;

/**
 * Makes the settings of a connector's clients: {@link Precedence} decides, and this adds what MirrorMaker 2 insists on.
 *
 * @param connector the connector's settings
 * @param label begins each client id, after the user's own if there is one
 */
public record ClientSettings(Map<String, String> connector, String label) {

    private static final String ADMIN_TIMEOUT = "admin.timeout.ms";
    private static final String CALL_TIMEOUT = "default.api.timeout.ms";
    private static final String REQUEST_TIMEOUT = "request.timeout.ms";
    /** Kafka's default, which must not be longer than that of the call. */
    private static final long REQUEST_TIMEOUT_MS = 30_000;

    public Map<String, Object> consumer(Side side) {
        Map<String, Object> settings = labelled(side, ClientRole.CONSUMER);
        settings.put("enable.auto.commit", "false");
        settings.putIfAbsent("auto.offset.reset", "earliest");
        return settings;
    }

    public Map<String, Object> producer(Side side) {
        return labelled(side, ClientRole.PRODUCER);
    }

    /** As in MirrorMaker 2, {@code admin.timeout.ms} bounds each call; a client's own settings count more. */
    public Map<String, Object> admin(Side side) {
        Map<String, Object> settings = labelled(side, ClientRole.ADMIN);
        new UsersClasses(connector)
                .forwardingAdmin()
                .ifPresent(users -> settings.put(ClassDefinition.FORWARDING_ADMIN, users));
        String timeoutMs = connector.get(ADMIN_TIMEOUT);
        if (timeoutMs != null && !settings.containsKey(CALL_TIMEOUT) && !settings.containsKey(REQUEST_TIMEOUT)) {
            settings.put(CALL_TIMEOUT, timeoutMs);
            settings.put(
                    REQUEST_TIMEOUT, Long.toString(Math.min(Long.parseLong(timeoutMs.trim()), REQUEST_TIMEOUT_MS)));
        }
        return settings;
    }

    private Map<String, Object> labelled(Side side, ClientRole role) {
        Map<String, Object> settings = Precedence.client(connector, side, role);
        String own = label + "|" + side.label() + "-" + role.label();
        settings.merge("client.id", own, (users, ours) -> users + "|" + ours);
        return settings;
    }
}
