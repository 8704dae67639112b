package io.kagami.mirror.cli.demo;

/** The demo could not show what it wanted to; the message says what did not happen. */
final class DemoFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
