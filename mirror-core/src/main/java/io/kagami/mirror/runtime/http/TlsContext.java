package io.kagami.mirror.runtime.http;

import io.kagami.mirror.config.monitoring.MonitoringDefinition;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * TLS as Kafka's {@code ssl.} settings describe it, for HTTP: stores in files, or certificates and keys as text (PEM).
 *
 * <p>Threading: immutable.
 */
public final class TlsContext {

    private final AbstractConfig settings;
    private final SSLContext context;

    /**
     * Reads stores and certificates.
     *
     * @throws org.apache.kafka.common.KafkaException if a store cannot be read, or a setting makes no sense
     */
    public TlsContext(Map<String, String> sslSettings) {
        this.settings = new AbstractConfig(MonitoringDefinition.tls(), sslSettings, false);
        DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
        factory.configure(settings.values());
        this.context = factory.sslContext();
    }

    /** What sockets and engines are made from. */
    public SSLContext context() {
        return context;
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
