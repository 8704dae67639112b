package io.kagami.mirror.testkit.guarantee;

/** A promise about a copied topic that either holds or does not. */
@FunctionalInterface
public interface Guarantee {

    /** Judges a copy. */
    Verdict check(TopicCopy copy);
}
