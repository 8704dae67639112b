package io.kagami.mirror.source.origin;

import io.kagami.mirror.event.EventKind;

/**
 * A flow that would send records, or names, round for ever, or those of another cluster into its copies: it copies nothing. Trying again may help
 * once something else was changed, so this is no error of a cluster.
 */
public final class LoopException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final EventKind kind;

    /** The message says what, where, and what to do; where in the code it was found helps nobody. */
    LoopException(EventKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** What it is as an event of the flow. */
    public EventKind kind() {
        return kind;
    }
}
