package io.kagami.mirror.config;

/** What a connector's client does, which decides the prefixes of its settings. */
enum ClientRole {
    CONSUMER("consumer."),
    PRODUCER("producer."),
    ADMIN("admin.");

    private final String prefix;

    ClientRole(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /** For client ids. */
    String label() {
        return prefix.substring(0, prefix.length() - 1);
    }
}
