package io.kagami.mirror.event;

/** How much an event matters. */
public enum Severity {
    /** Nothing is lost, but somebody may want to know why the copy looks or goes as it does. */
    WARNING,
    /** Records are missing at the target, or will be until somebody does something. */
    ERROR
}
