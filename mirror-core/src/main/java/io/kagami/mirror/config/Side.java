package io.kagami.mirror.config;

/** Which of its two clusters a connector's client talks to. */
enum Side {
    SOURCE("source."),
    TARGET("target.");

    private final String prefix;

    Side(String prefix) {
        this.prefix = prefix;
    }

    /** Before consumer, producer and admin settings. */
    String prefix() {
        return prefix;
    }

    /** For client ids. */
    String label() {
        return prefix.substring(0, prefix.length() - 1);
    }

    /** Before settings of the cluster. */
    String clusterPrefix() {
        return prefix + "cluster.";
    }
}
