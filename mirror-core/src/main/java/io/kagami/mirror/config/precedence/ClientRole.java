package io.kagami.mirror.config.precedence;

/** What a connector's client does, which decides the prefixes of its settings. */
public enum ClientRole {
    CONSUMER("consumer."),
    PRODUCER("producer."),
    ADMIN("admin.");

    private final String prefix;

    ClientRole(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }

    /** For client ids. */
    public String label() {
        return prefix.substring(0, prefix.length() - 1);
    }
}
