package io.kagami.mirror.offset.map;

/**
 * A pair of offsets that belong together: a copied record lies before the one in the source where its copy lies before the other in the copy, and only
 * there.
 *
 * @param upstream offset in the source
 * @param downstream offset in the copy
 * @param records how many copied records are known to lie between it and a later pair it was found from
 */
public record KnownPair(long upstream, long downstream, long records) {

    /** A pair that begins a way back. */
    public static KnownPair at(long upstream, long downstream) {
        return new KnownPair(upstream, downstream, 0);
    }

    /** Whether it is the same pair, from wherever it was found. */
    public boolean isAt(KnownPair other) {
        return upstream == other.upstream && downstream == other.downstream;
    }
}
