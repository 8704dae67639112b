package io.kagami.mirror.testkit.cluster;

/** How clients talk to an embedded cluster; brokers among themselves always use plain text. */
public enum ClientSecurity {
    /** No encryption, no users. */
    PLAINTEXT("PLAINTEXT", ""),
    /** TLS with a self-signed certificate; user and password checked by the broker's own list. */
    SASL_SSL_PLAIN("SASL_SSL", "PLAIN"),
    /** TLS with a self-signed certificate; user and password checked against SCRAM credentials in the cluster. */
    SASL_SSL_SCRAM("SASL_SSL", "SCRAM-SHA-256");

    private final String protocol;
    private final String mechanism;

    ClientSecurity(String protocol, String mechanism) {
        this.protocol = protocol;
        this.mechanism = mechanism;
    }

    String protocol() {
        return protocol;
    }

    String mechanism() {
        return mechanism;
    }

    boolean isSasl() {
        return this != PLAINTEXT;
    }
}
