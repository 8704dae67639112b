package io.kagami.mirror.runtime.deployment;

import javax.net.ssl.SSLException;

/** The worker's REST API did not do what it was asked. */
public final class WorkerRestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;
    private final boolean silent;

    private WorkerRestException(String message, boolean silent, Throwable cause) {
        super(message, cause);
        this.refused = false;
        this.silent = silent;
    }

    private WorkerRestException(String message, boolean refused) {
        super(message);
        this.refused = refused;
        this.silent = false;
    }

    static WorkerRestException unreachable(Throwable cause) {
        String hint = cause instanceof SSLException
                ? "; this process calls its worker as other workers do, and must trust its certificate, which must name the host"
                        + " (listeners.https.ssl.truststore.location, rest.advertised.host.name)"
                : "";
        return new WorkerRestException(
                "no answer from the worker's REST API: " + cause + hint, !(cause instanceof SSLException), cause);
    }

    static WorkerRestException answered(int status, String message) {
        if (status == 401 || status == 403) {
            return new WorkerRestException(
                    "the worker's REST API refuses this process (HTTP " + status
                            + "), so connectors cannot be deployed;"
                            + " set " + RestAccess.USER + " and " + RestAccess.PASSWORD
                            + " to one who may change connectors",
                    true);
        }
        boolean passing = status == 404 || status == 409 || status >= 500;
        return new WorkerRestException("HTTP " + status + ": " + message, !passing);
    }

    /** Whether nobody answered, for a reason that is not in how the two of them are configured. */
    public boolean silent() {
        return silent;
    }

    /** Whether the answer was a definite no; otherwise, as during a rebalance, the next attempt may succeed. */
    public boolean refused() {
        return refused;
    }
}
