package io.kagami.mirror.cli;

/** Something the user of a command can put right: the message says what, where and how. Ends with {@link ExitCode#USAGE}. */
final class UserProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UserProblemException(String message) {
        super(message);
    }

    UserProblemException(String message, Throwable cause) {
        super(message, cause);
    }
}
