package io.kagami.mirror.source.origin;

/**
 * A flow that would send records, or names, round for ever: it copies nothing. Trying again may help once something else was changed, so this is
 * no error of a cluster.
 */
public final class LoopException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message says what, where, and what to do; where in the code it was found helps nobody. */
    LoopException(String message) {
        super(message, null, false, false);
    }
}
