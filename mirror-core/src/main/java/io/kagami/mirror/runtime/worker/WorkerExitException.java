package io.kagami.mirror.runtime.worker;

/** A Connect worker wanted to end the whole process; only the worker ended. What led to it is in the log above. */
public final class WorkerExitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The worker has ended by itself while it was running. */
    public WorkerExitException() {
        super("the Connect worker gave up; the error logged before this says why");
    }

    WorkerExitException(int exitCode) {
        super("the Connect worker gave up (exit code " + exitCode + "); the error logged before this says why");
    }
}
