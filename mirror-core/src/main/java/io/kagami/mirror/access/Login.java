package io.kagami.mirror.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * How a client shows who it is, as far as its settings tell: words for people, never a secret.
 *
 * @param user as named by the settings; empty where a certificate, a ticket or a token tells, or nothing
 * @param shown as in {@code user mirror (SASL_SSL, SCRAM-SHA-256)}
 */
public record Login(Optional<String> user, String shown) {

    private static final List<Pattern> NAMES =
            List.of(named("username"), named("clientId"), named("unsecuredLoginStringClaim_sub"), named("principal"));
    private static final String CLIENT_ID = "sasl.oauthbearer.client.credentials.client.id";
    private static final String PLAINTEXT = "PLAINTEXT";

    /** Of a client with these settings, references resolved. */
    public static Login of(Map<String, ?> client) {
        String protocol = text(client, CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, PLAINTEXT)
                .trim()
                .toUpperCase(Locale.ROOT);
        if (protocol.startsWith("SASL")) {
            Optional<String> user = userOf(client);
            String mechanism = text(client, SaslConfigs.SASL_MECHANISM, SaslConfigs.DEFAULT_SASL_MECHANISM);
            return new Login(
                    user,
                    user.map(name -> "user " + name).orElse("its user") + " (" + protocol + ", " + mechanism + ")");
        }
        return new Login(
                Optional.empty(), (protocol.equals("SSL") ? certificate(client) : "nobody") + " (" + protocol + ")");
    }

    /**
     * What is wrong, with this login in it, if it is that the cluster does not let this client in, or that the client does not take it for the
     * cluster it looks for.
     */
    public Optional<String> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException refused) {
                return Optional.of(words(refused));
            }
        }
        return Optional.empty();
    }

    private String words(AuthenticationException refused) {
        Throwable root = refused;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage());
        if (reason.contains("No subject alternative") || reason.contains("No name matching")) {
            return "its certificate is for another host: " + reason
                    + " (name brokers as their certificates do; an empty ssl.endpoint.identification.algorithm takes any)";
        }
        if (reason.contains("certification path") || reason.contains("PKIX") || reason.contains("trustAnchors")) {
            return "its certificate is not trusted: " + reason
                    + " (ssl.truststore.location does not hold who signed it)";
        }
        return "it refuses " + shown + ": " + reason;
    }

    private static Optional<String> userOf(Map<String, ?> client) {
        String login = text(client, SaslConfigs.SASL_JAAS_CONFIG, "");
        for (Pattern name : NAMES) {
            Matcher found = name.matcher(login);
            if (found.find()) {
                return Optional.of(found.group(1) == null ? found.group(2) : found.group(1));
            }
        }
        return Optional.of(text(client, CLIENT_ID, "")).filter(id -> !id.isEmpty());
    }

    private static String certificate(Map<String, ?> client) {
        String file = text(client, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, "");
        if (!file.isEmpty()) {
            return "the certificate in " + file;
        }
        return text(client, SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, "")
                        .isEmpty()
                ? "a client without certificate"
                : "the certificate in " + SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG;
    }

    private static String text(Map<String, ?> client, String key, String otherwise) {
        Object value = client.get(key);
        if (value instanceof Password password) {
            return password.value();
        }
        return value == null ? otherwise : value.toString();
    }

    private static Pattern named(String name) {
        return Pattern.compile("\\b" + name + "\\s*=\\s*(?:\"([^\"]+)\"|([^\\s;]+))");
    }
}
