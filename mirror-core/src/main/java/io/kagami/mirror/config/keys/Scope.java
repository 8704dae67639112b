package io.kagami.mirror.config.keys;

/** Where in a file a setting stands, which decides what it may be. */
public enum Scope {
    /** {@code key}. */
    TOP_LEVEL("at the top level"),
    /** {@code A.key}. */
    CLUSTER("for a cluster"),
    /** {@code A->B.key}. */
    FLOW("for a flow"),
    /** {@code A.consumer.key} and, for a flow, {@code A->B.source.consumer.key}. */
    CONSUMER("for a consumer"),
    /** {@code A.producer.key}, likewise. */
    PRODUCER("for a producer"),
    /** {@code A.admin.key}, likewise. */
    ADMIN("for an admin client");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /** For messages. */
    public String words() {
        return words;
    }
}
