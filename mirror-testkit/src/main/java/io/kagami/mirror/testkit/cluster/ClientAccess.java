package io.kagami.mirror.testkit.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** The client listener's security seen from both sides: broker settings, and the client settings that fit them. */
final class ClientAccess {

    private static final String USER = "mirror";
    private static final String PASSWORD = "mirror-secret";

    private final ClientSecurity security;
    private final Optional<SelfSignedTls> tls;

    ClientAccess(ClientSecurity security, Path folder) {
        this.security = security;
        this.tls = security.isSasl() ? Optional.of(SelfSignedTls.generate(folder.resolve("tls"))) : Optional.empty();
    }

    ClientSecurity security() {
        return security;
    }

    Map<String, String> brokerProperties() {
        Map<String, String> properties = new HashMap<>();
        tls.ifPresent(stores -> {
            String listener = "listener.name.client.";
            stores.keyStoreProperties().forEach((key, value) -> properties.put(listener + key, value));
            properties.put("sasl.enabled.mechanisms", security.mechanism());
            properties.put(
                    listener + security.mechanism().toLowerCase(java.util.Locale.ROOT) + ".sasl.jaas.config",
                    brokerLogin());
        });
        return properties;
    }

    Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>();
        tls.ifPresent(stores -> {
            properties.put("security.protocol", security.protocol());
            properties.put("sasl.mechanism", security.mechanism());
            properties.put(
                    "sasl.jaas.config",
                    "%s required username=\"%s\" password=\"%s\";".formatted(loginModule(), USER, PASSWORD));
            properties.putAll(stores.trustStoreProperties());
        });
        return properties;
    }

    /** Creates the user in the cluster where the mechanism keeps its users there. */
    void createUser(Admin admin) {
        if (security == ClientSecurity.SASL_SSL_SCRAM) {
            ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096);
            Answers.get(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, info, PASSWORD)))
                    .all());
        }
    }

    private String brokerLogin() {
        return security == ClientSecurity.SASL_SSL_PLAIN
                ? "%s required user_%s=\"%s\";".formatted(loginModule(), USER, PASSWORD)
                : loginModule() + " required;";
    }

    private String loginModule() {
        return security == ClientSecurity.SASL_SSL_PLAIN
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
    }
}
