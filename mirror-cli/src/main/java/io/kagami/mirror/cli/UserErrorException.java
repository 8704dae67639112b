package io.kagami.mirror.cli;

/** Something only the user can put right; the message is all they need to see. */
final class UserErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UserErrorException(String message) {
        super(message);
    }
}
