package io.kagami.mirror.runtime.cluster;

/** A cluster did not answer one attempt to identify it; the message is the client's own, made short. */
public final class ClusterUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    private ClusterUnavailableException(String message, Throwable cause, boolean refused) {
        super(message, cause);
        this.refused = refused;
    }

    ClusterUnavailableException(Throwable cause) {
        this(describe(cause), cause, false);
    }

    ClusterUnavailableException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** It is there, and it and this process do not accept each other. */
    static ClusterUnavailableException refused(String message, Throwable cause) {
        return new ClusterUnavailableException(message, cause, true);
    }

    /** Whether it is there, but does not let this process in, or is not taken for the cluster that is looked for. */
    public boolean isRefusal() {
        return refused;
    }

    private static String describe(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String name = root.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}
