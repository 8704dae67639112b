package io.kagami.mirror.benchmarks.positions;

import io.kagami.mirror.testkit.group.PositionCheck;
import java.util.List;

/**
 * What a number of positions are worth together.
 *
 * @param positions how many there should be
 * @param exact of which a group goes on as if nothing had happened
 * @param missing that are not there, so that a group begins anew
 * @param readAgain records that are read again in all, by groups that have a position
 * @param missed records that are missed in all
 */
record Tally(int positions, long exact, long missing, long readAgain, long missed) {

    static Tally of(List<PositionCheck> checks) {
        return new Tally(
                checks.size(),
                checks.stream().filter(PositionCheck::isExact).count(),
                checks.stream().filter(check -> !check.known()).count(),
                checks.stream()
                        .filter(PositionCheck::known)
                        .mapToLong(PositionCheck::readAgain)
                        .sum(),
                checks.stream().mapToLong(PositionCheck::missed).sum());
    }

    List<String> row(String mirror, String when) {
        return List.of(
                mirror,
                when,
                Integer.toString(positions),
                Long.toString(exact),
                Long.toString(missing),
                "%,d".formatted(readAgain),
                "%,d".formatted(missed));
    }
}
