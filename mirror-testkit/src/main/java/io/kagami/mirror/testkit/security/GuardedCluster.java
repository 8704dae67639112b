package io.kagami.mirror.testkit.security;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.tls.TlsIdentity;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A cluster that lets nobody in without TLS and a login, allows only what ACLs say, and has a door of its own whose certificate is for another
 * host. Every secret is made up anew for each, so that it can be searched for.
 *
 * <p>Threading: one thread.
 */
public final class GuardedCluster implements AutoCloseable {

    /** Whom the brokers take every client for, however it logs in. */
    public static final String USER = "mirror";

    private static final String PLAIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";
    private static final String SCRAM_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final String TOKENS = "org.apache.kafka.common.security.oauthbearer.OAuthBearer";
    private static final String TOKEN_MODULE = TOKENS + "LoginModule";

    private final EmbeddedCluster cluster;
    private final String plainPassword;
    private final Map<String, String> trusting;
    private final TlsIdentity client;
    private final TokenServer tokens;
    private final String tokenSecret;
    private String scramPassword = "";

    private GuardedCluster(
            EmbeddedCluster cluster,
            String plainPassword,
            TokenServer tokens,
            String tokenSecret,
            Map<String, String> trusting,
            TlsIdentity client) {
        this.cluster = cluster;
        this.plainPassword = plainPassword;
        this.tokens = tokens;
        this.tokenSecret = tokenSecret;
        this.trusting = trusting;
        this.client = client;
    }

    /**
     * Starts one broker.
     *
     * @param folder for keys and certificates
     * @param brokerSettings stronger than those here
     */
    public static GuardedCluster start(String name, Path folder, Map<String, String> brokerSettings)
            throws ExecutionException, InterruptedException {
        TlsIdentity broker = identity(folder, name, "broker", "CN=localhost", "dns:localhost");
        TlsIdentity stranger = identity(folder, name, "stranger", "CN=elsewhere.example", "dns:elsewhere.example");
        TlsIdentity client = identity(folder, name, "client", "CN=" + USER, "");
        String plainPassword = secret(name, "plain");
        String tokenSecret = secret(name, "token");
        TokenServer tokens = TokenServer.start(USER, tokenSecret);
        Map<String, String> brokerTrusts = trusting(folder, name, "of-broker", client);
        EmbeddedCluster cluster = EmbeddedCluster.builder()
                .name(name)
                .authorizer()
                .property("allow.everyone.if.no.acl.found", "false")
                .listener(logins(name), "SASL_SSL", logins(broker, plainPassword, tokens))
                .listener(certificates(name), "SSL", certificates(broker, brokerTrusts))
                .listener(otherHost(name), "SSL", stranger.keyStoreProperties())
                .properties(brokerSettings)
                .start();
        GuardedCluster guarded = new GuardedCluster(
                cluster,
                plainPassword,
                tokens,
                tokenSecret,
                trusting(folder, name, "of-client", broker, stranger),
                client);
        guarded.setScramPassword(secret(name, "scram"));
        return guarded;
    }

    /** The cluster behind the doors; its own client settings need no login and may do everything. */
    public EmbeddedCluster cluster() {
        return cluster;
    }

    /** What a user writes to connect in this way, passwords in clear. */
    public Map<String, String> clientProperties(LoginWay way) {
        Map<String, String> properties = new HashMap<>(trusting);
        if (way == LoginWay.CERTIFICATE) {
            properties.putAll(client.keyStoreProperties());
            properties.put("security.protocol", "SSL");
            properties.put("bootstrap.servers", cluster.bootstrapServers(certificates(cluster.name())));
            return properties;
        }
        properties.put("security.protocol", "SASL_SSL");
        properties.put("bootstrap.servers", cluster.bootstrapServers(logins(cluster.name())));
        properties.put("sasl.mechanism", way == LoginWay.SCRAM ? "SCRAM-SHA-256" : way.name());
        properties.put("sasl.jaas.config", login(way));
        if (way == LoginWay.OAUTHBEARER) {
            properties.put("sasl.login.callback.handler.class", TOKENS + "LoginCallbackHandler");
            properties.put("sasl.oauthbearer.token.endpoint.url", tokens.tokens());
            properties.put("sasl.oauthbearer.client.credentials.client.id", USER);
            properties.put("sasl.oauthbearer.client.credentials.client.secret", tokenSecret);
        }
        return properties;
    }

    /** What leads to the door whose certificate is for another host. */
    public Map<String, String> otherHostProperties() {
        Map<String, String> properties = new HashMap<>(trusting);
        properties.put("security.protocol", "SSL");
        properties.put("bootstrap.servers", cluster.bootstrapServers(otherHost(cluster.name())));
        return properties;
    }

    /** The password that {@link LoginWay#PLAIN} or {@link LoginWay#SCRAM} takes now, or the secret that {@link LoginWay#OAUTHBEARER} gets a token for. */
    public String password(LoginWay way) {
        return switch (way) {
            case SCRAM -> scramPassword;
            case OAUTHBEARER -> tokenSecret;
            default -> plainPassword;
        };
    }

    /** The user logs in with this one by {@link LoginWay#SCRAM} from now on, and not with the one before. */
    public void setScramPassword(String password) throws ExecutionException, InterruptedException {
        ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096);
        cluster.admin()
                .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, info, password)))
                .all()
                .get();
        scramPassword = password;
    }

    /** How often clients with a password or a token have logged in anew over connections they had. */
    public long loginsAnew() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            long logins = 0;
            ObjectName ours = new ObjectName("kafka.server:type=socket-server-metrics,listener="
                    + logins(cluster.name()) + ",networkProcessor=*");
            for (ObjectName processor : beans.queryNames(ours, null)) {
                logins += ((Number) beans.getAttribute(processor, "successful-reauthentication-total")).longValue();
            }
            return logins;
        } catch (JMException failed) {
            throw new IllegalStateException("the broker's metrics cannot be read", failed);
        }
    }

    private String login(LoginWay way) {
        return switch (way) {
            case PLAIN -> login(PLAIN_MODULE, plainPassword);
            case SCRAM -> login(SCRAM_MODULE, scramPassword);
            default -> TOKEN_MODULE + " required;";
        };
    }

    private static String login(String module, String password) {
        return "%s required username=\"%s\" password=\"%s\";".formatted(module, USER, password);
    }

    private static Map<String, String> logins(TlsIdentity broker, String plainPassword, TokenServer tokens) {
        Map<String, String> settings = new HashMap<>(broker.keyStoreProperties());
        settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,OAUTHBEARER");
        settings.put(
                "plain.sasl.jaas.config", "%s required user_%s=\"%s\";".formatted(PLAIN_MODULE, USER, plainPassword));
        settings.put("scram-sha-256.sasl.jaas.config", SCRAM_MODULE + " required;");
        settings.put(
                "oauthbearer.sasl.jaas.config", TOKEN_MODULE + " required unsecuredLoginStringClaim_sub=\"broker\";");
        settings.put("oauthbearer.sasl.server.callback.handler.class", TOKENS + "ValidatorCallbackHandler");
        settings.put("oauthbearer.sasl.oauthbearer.jwks.endpoint.url", tokens.keys());
        settings.put("oauthbearer.sasl.oauthbearer.expected.audience", TokenServer.AUDIENCE);
        settings.put("oauthbearer.sasl.oauthbearer.expected.issuer", tokens.address());
        return settings;
    }

    private static Map<String, String> certificates(TlsIdentity broker, Map<String, String> trusting) {
        Map<String, String> settings = new HashMap<>(broker.keyStoreProperties());
        settings.putAll(trusting);
        settings.put("ssl.client.auth", "required");
        settings.put("ssl.principal.mapping.rules", "RULE:^CN=(.*?)$/$1/");
        return settings;
    }

    private static TlsIdentity identity(Path folder, String name, String who, String commonName, String otherNames) {
        return TlsIdentity.create(
                folder.resolve(name + "-" + who + ".p12"), secret(name, who + "-key"), commonName, otherNames);
    }

    private static Map<String, String> trusting(Path folder, String name, String whose, TlsIdentity... trusted) {
        return TlsIdentity.trusting(
                folder.resolve(name + "-trust-" + whose + ".p12"), secret(name, whose + "-trust"), trusted);
    }

    private static String secret(String name, String what) {
        return "s3cret-" + name + "-" + what + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String logins(String name) {
        return "LOGIN_" + name;
    }

    private static String certificates(String name) {
        return "CERTIFICATE_" + name;
    }

    private static String otherHost(String name) {
        return "OTHER_HOST_" + name;
    }

    @Override
    public void close() {
        cluster.close();
        tokens.close();
    }
}
