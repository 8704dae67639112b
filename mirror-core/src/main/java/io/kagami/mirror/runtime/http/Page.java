package io.kagami.mirror.runtime.http;

/**
 * Answers whoever asks for one path.
 *
 * <p>Threading: called by several threads.
 */
@FunctionalInterface
public interface Page {

    /** What it says now. A failure is logged, and answered with status 500. */
    Answer answer();
}
