package io.kagami.mirror.validation.online;

import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What is said when a check could not be made. */
final class CheckFailure {

    private CheckFailure() {}

    /** A note where the cluster would not tell this user, or knows no such question; else a warning. */
    static Finding finding(String subject, Where where, Exception failure) {
        Throwable root = root(failure);
        if (root instanceof AuthorizationException
                || root instanceof UnsupportedVersionException
                || root instanceof SecurityDisabledException) {
            return Finding.note(where, "not known: " + subject + " (" + message(root) + ")");
        }
        String reason =
                root instanceof TimeoutException || root instanceof org.apache.kafka.common.errors.TimeoutException
                        ? "no answer in time"
                        : message(root);
        return Finding.warning(
                where, subject + " could not be checked: " + reason, "try again, with a longer --timeout perhaps");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
