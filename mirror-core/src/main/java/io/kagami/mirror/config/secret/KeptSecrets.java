package io.kagami.mirror.config.secret;

import io.kagami.mirror.config.precedence.Precedence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that the connectors of one worker refer to, as long as it lives.
 *
 * <p>Found by a name, in one place per process, because Connect creates config providers itself and hands them nothing but settings.
 *
 * <p>Threading: thread-safe.
 */
public final class KeptSecrets implements AutoCloseable {

    /** What the provider is told: the name under which its secrets are kept. */
    static final String KEPT_UNDER = "kept.under";

    private static final Map<String, ClearSecrets> KEPT = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();

    /** Keeps these. */
    public KeptSecrets(ClearSecrets secrets) {
        replace(secrets);
    }

    /** Keeps these from now on, and not those from before. */
    public void replace(ClearSecrets secrets) {
        KEPT.put(name, secrets);
    }

    /** The settings of a worker with a config provider more: the one that finds these. */
    public Map<String, String> providedTo(Map<String, String> worker) {
        Map<String, String> providing = new HashMap<>(worker);
        String others = worker.getOrDefault(Precedence.PROVIDERS, "").trim();
        String prefix = Precedence.PROVIDERS + "." + ClearSecrets.PROVIDER;
        providing.put(
                Precedence.PROVIDERS, others.isEmpty() ? ClearSecrets.PROVIDER : others + "," + ClearSecrets.PROVIDER);
        providing.put(prefix + ".class", KeptSecretsProvider.class.getName());
        providing.put(prefix + ".param." + KEPT_UNDER, name);
        return providing;
    }

    static Optional<ClearSecrets> under(String name) {
        return Optional.ofNullable(KEPT.get(name));
    }

    /** Forgets them. */
    @Override
    public void close() {
        KEPT.remove(name);
    }
}
