package io.kagami.mirror.runtime.deployment;

import io.kagami.mirror.config.precedence.Layers;
import io.kagami.mirror.runtime.http.TlsContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How this process shows who it is to its workers' REST API, told by the workers' own settings. They may hold secrets: those never appear in its
 * text.
 *
 * @param worker settings of the worker
 */
record RestAccess(Map<String, String> worker) {

    /** Whom our own calls are by, where the API asks. */
    static final String USER = "rest.client.user";

    static final String PASSWORD = "rest.client.password";

    private static final String LISTENERS = "listeners.https.";
    private static final String TRUST_STORE = "ssl.truststore.";
    private static final String KEY_STORE = "ssl.keystore.";

    RestAccess {
        worker = Map.copyOf(worker);
    }

    /** The {@code Authorization} header; empty where there is no user. */
    Optional<String> authorization() {
        String user = worker.getOrDefault(USER, "").trim();
        if (user.isEmpty()) {
            return Optional.empty();
        }
        String both = user + ":" + worker.getOrDefault(PASSWORD, "");
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * TLS as Connect's workers have it among themselves: {@code listeners.https.ssl.*}, or if there is none of these, {@code ssl.*}. Without a trust
     * store, the key store is what is trusted; with an empty {@code ssl.endpoint.identification.algorithm}, at any host.
     *
     * @throws org.apache.kafka.common.KafkaException if a store cannot be read
     */
    SSLContext tls() {
        Map<String, String> own = Layers.behind(worker, LISTENERS);
        Map<String, String> settings = new HashMap<>(Layers.only(own.isEmpty() ? worker : own, RestAccess::isTls));
        if (settings.keySet().stream().noneMatch(key -> key.startsWith(TRUST_STORE))) {
            for (String key : new String[] {"location", "type", "password"}) {
                String value = settings.get(KEY_STORE + key);
                if (value != null) {
                    settings.put(TRUST_STORE + key, value);
                }
            }
        }
        return new TlsContext(settings).ofClient();
    }

    private static boolean isTls(String key) {
        return key.startsWith("ssl.");
    }

    @Override
    public String toString() {
        return "RestAccess[" + worker.getOrDefault(USER, "nobody") + "]";
    }
}
