package io.kagami.mirror.runtime.cluster;

/** A cluster did not answer one attempt to identify it; the message is the client's own, made short. */
public final class ClusterUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    ClusterUnavailableException(Throwable cause) {
        super(describe(cause), cause);
    }

    ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
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
