package io.kagami.mirror.runtime.http;

import io.kagami.mirror.config.monitoring.MonitoringDefinition;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * TLS as Kafka's {@code ssl.} settings describe it, for HTTP: stores in files, or certificates and keys as text (PEM).
 *
 * <p>Threading: immutable.
 */
public final class TlsContext {

    private final AbstractConfig settings;
    private final DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
    private final SSLContext context;

    /**
     * Reads stores and certificates.
     *
     * @throws org.apache.kafka.common.KafkaException if a store cannot be read, or a setting makes no sense
     */
    public TlsContext(Map<String, String> sslSettings) {
        this.settings = new AbstractConfig(MonitoringDefinition.tls(), sslSettings, false);
        factory.configure(settings.values());
        this.context = factory.sslContext();
    }

    /** What sockets and engines are made from. */
    public SSLContext context() {
        return context;
    }

    /**
     * For one that calls. It trusts whom {@link #context()} trusts; where {@code ssl.endpoint.identification.algorithm} is empty, also at another host
     * than its certificate names. The JDK's HTTP client has no setting for that.
     *
     * @throws KafkaException if it cannot be had
     */
    public SSLContext ofClient() {
        String identification = settings.getString(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
        if (identification == null || !identification.isBlank()) {
            return context;
        }
        try {
            SSLContext anyHost = SSLContext.getInstance(context.getProtocol(), context.getProvider());
            anyHost.init(keys(), trustedAtAnyHost(), null);
            return anyHost;
        } catch (GeneralSecurityException e) {
            throw new KafkaException("TLS without a look at host names cannot be set up", e);
        }
    }

    private KeyManager[] keys() throws GeneralSecurityException {
        Password key = settings.getPassword(SslConfigs.SSL_KEY_PASSWORD_CONFIG);
        Password password = key == null ? settings.getPassword(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG) : key;
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(settings.getString(SslConfigs.SSL_KEYMANAGER_ALGORITHM_CONFIG));
        keys.init(factory.keystore(), password == null ? null : password.value().toCharArray());
        return keys.getKeyManagers();
    }

    private TrustManager[] trustedAtAnyHost() throws GeneralSecurityException {
        TrustManagerFactory trusted =
                TrustManagerFactory.getInstance(settings.getString(SslConfigs.SSL_TRUSTMANAGER_ALGORITHM_CONFIG));
        trusted.init(factory.truststore());
        return Arrays.stream(trusted.getTrustManagers())
                .map(each -> each instanceof X509TrustManager certificates ? new TrustAtAnyHost(certificates) : each)
                .toArray(TrustManager[]::new);
    }

    /** For one that listens: protocols, ciphers, and whether clients show a certificate. */
    SSLParameters ofServer() {
        SSLParameters parameters = context.getDefaultSSLParameters();
        String clientAuth = settings.getString("ssl.client.auth");
        if (clientAuth.equals("required")) {
            parameters.setNeedClientAuth(true);
        } else if (clientAuth.equals("requested")) {
            parameters.setWantClientAuth(true);
        }
        List<String> protocols = settings.getList(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG);
        if (!protocols.isEmpty()) {
            parameters.setProtocols(protocols.toArray(new String[0]));
        }
        List<String> ciphers = settings.getList(SslConfigs.SSL_CIPHER_SUITES_CONFIG);
        if (!ciphers.isEmpty()) {
            parameters.setCipherSuites(ciphers.toArray(new String[0]));
        }
        return parameters;
    }
}
