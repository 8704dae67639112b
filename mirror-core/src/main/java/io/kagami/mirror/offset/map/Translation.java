package io.kagami.mirror.offset.map;

/**
 * A translated offset.
 *
 * @param offset where to go on in the other log
 * @param exactness how good that is
 * @param mayRepeat how many offsets lie between it and the exact one at most; 0 unless {@link Exactness#CONSERVATIVE}
 */
public record Translation(long offset, Exactness exactness, long mayRepeat) {

    public Translation {
        if (offset < 0 || mayRepeat < 0) {
            throw new IllegalArgumentException(
                    "offsets and what may repeat start at zero, not " + offset + ", " + mayRepeat);
        }
        if (mayRepeat > 0 != (exactness == Exactness.CONSERVATIVE)) {
            throw new IllegalArgumentException(mayRepeat + " offsets may repeat, yet it is " + exactness);
        }
    }

    static Translation exact(long offset) {
        return new Translation(offset, Exactness.EXACT, 0);
    }

    static Translation waiting(long offset) {
        return new Translation(offset, Exactness.WAITING, 0);
    }

    /** Exact after all where the known offset is the next possible one, too. */
    static Translation between(long known, long next) {
        return next == known ? exact(known) : new Translation(known, Exactness.CONSERVATIVE, next - known);
    }
}
