package io.kagami.mirror.rounds;

import java.time.Duration;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a cluster that does not let us in from one that just now does not: credentials are changed on one side first, but what lasts needs
 * somebody's attention.
 *
 * <p>Threading: one thread at a time.
 */
public final class Lockout {

    /** From the first refusal. */
    public static final Duration LASTS_FROM = Duration.ofSeconds(30);

    private long sinceNanos;
    private boolean under;

    /**
     * Whether this failure means that we are locked out, and have been for a while, without another failure in between.
     *
     * @param nowNanos of {@link System#nanoTime}
     */
    public boolean lasts(Throwable failure, long nowNanos) {
        if (!isOne(failure)) {
            under = false;
            return false;
        }
        if (!under) {
            under = true;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos >= LASTS_FROM.toNanos();
    }

    private static boolean isOne(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null && !(cause instanceof AuthenticationException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** We are let in. */
    public void over() {
        under = false;
    }
}
