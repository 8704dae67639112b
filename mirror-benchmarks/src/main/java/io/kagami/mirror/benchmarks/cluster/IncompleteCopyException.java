package io.kagami.mirror.benchmarks.cluster;

/** A mirror's copy is not what it should be, so that its speed says nothing. */
public final class IncompleteCopyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public IncompleteCopyException(String message) {
        super(message);
    }
}
