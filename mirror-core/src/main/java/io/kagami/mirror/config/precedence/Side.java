package io.kagami.mirror.config.precedence;

/** Which of its two clusters a connector's client talks to. */
public enum Side {
    SOURCE("source."),
    TARGET("target.");

    private final String prefix;

    Side(String prefix) {
        this.prefix = prefix;
    }

    /** Before consumer, producer and admin settings. */
    public String prefix() {
        return prefix;
    }

    /** For client ids. */
    public String label() {
        return prefix.substring(0, prefix.length() - 1);
    }

    /** Before settings of the cluster. */
    public String clusterPrefix() {
        return prefix + "cluster.";
    }
}
