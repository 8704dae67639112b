package io.kagami.mirror.testkit.guarantee;

import java.util.List;

/** What a guarantee says about a copy. */
public sealed interface Verdict {

    /** Throws an {@link AssertionError} that tells what is wrong, if anything is. */
    void orThrow();

    /** Whether the promise was kept. */
    boolean isKept();

    /** The verdict for these findings: kept if there are none. */
    static Verdict of(String promise, List<String> findings) {
        return findings.isEmpty() ? new Kept(promise) : new Broken(promise, findings);
    }

    /**
     * The promise holds.
     *
     * @param promise in words
     */
    record Kept(String promise) implements Verdict {

        @Override
        public void orThrow() {}

        @Override
        public boolean isKept() {
            return true;
        }
    }

    /**
     * The promise does not hold.
     *
     * @param promise in words
     * @param findings one for each partition in which it is broken
     */
    record Broken(String promise, List<String> findings) implements Verdict {

        public Broken {
            findings = List.copyOf(findings);
        }

        @Override
        public void orThrow() {
            throw new AssertionError(promise + ", but " + String.join("; ", findings));
        }

        @Override
        public boolean isKept() {
            return false;
        }
    }
}
