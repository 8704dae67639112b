package io.kagami.mirror.testkit.security;

/** How a client of a {@link GuardedCluster} shows who it is; always over TLS, and always as the same user. */
public enum LoginWay {
    /** User and password from the broker's own list. */
    PLAIN,
    /** User and password from the credentials in the cluster, which can be changed while it runs. */
    SCRAM,
    /** A signed token of an identity provider, which gives it for a secret: {@link TokenServer}. */
    OAUTHBEARER,
    /** A certificate, without SASL. */
    CERTIFICATE
}
