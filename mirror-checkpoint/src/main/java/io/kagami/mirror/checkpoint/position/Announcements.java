package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.commit.CommitResult;
import io.kagami.mirror.checkpoint.group.GroupReader;
import io.kagami.mirror.checkpoint.group.Listing;
import io.kagami.mirror.checkpoint.state.GroupStanding;
import io.kagami.mirror.checkpoint.state.GroupStates.Counts;
import io.kagami.mirror.checkpoint.state.Standing;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what became of groups, each thing once: which ones are left alone, cannot be read or cannot be committed, and how many stand how.
 *
 * <p>Threading: one thread.
 */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(PositionMirror.class);
    private static final Duration COUNTS_AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final int NAMES = 10;

    private final Flow flow;
    private final Way way;
    private final Set<String> leftAlone = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Set<String> uncommitted = new HashSet<>();
    private @Nullable Counts counts;
    private @Nullable Counts said;
    private long saidNanos;
    private String notListed = "";

    Announcements(Flow flow, Way way) {
        this.flow = flow;
        this.way = way;
    }

    /** Whether all brokers told their groups; what is known of groups that are gone is forgotten. */
    void listed(Listing listing) {
        String trouble = listing.incomplete().map(String::valueOf).orElse("");
        if (trouble.isEmpty()) {
            unreadable.retainAll(listing.groups().keySet());
            uncommitted.retainAll(listing.groups().keySet());
        }
        if (!trouble.isEmpty() && notListed.isEmpty()) {
            LOG.warn(
                    "not all brokers tell their groups, those of the others follow flow={} way={} cluster={} error={}",
                    flow,
                    way,
                    way.from(flow),
                    trouble);
        } else if (trouble.isEmpty() && !notListed.isEmpty()) {
            LOG.info("all brokers tell their groups again flow={} way={} cluster={}", flow, way, way.from(flow));
        }
        notListed = trouble;
    }

    /** Share and streams groups, and others whose offsets are not those of consumers. */
    void leftAlone(Set<String> groups) {
        Set<String> newOnes = new TreeSet<>(groups);
        newOnes.removeAll(leftAlone);
        leftAlone.retainAll(groups);
        leftAlone.addAll(newOnes);
        if (!newOnes.isEmpty()) {
            LOG.info(
                    "left alone, as these are no consumer groups but share, streams or other groups"
                            + " flow={} way={} count={} groups={}",
                    flow,
                    way,
                    newOnes.size(),
                    some(newOnes));
        }
    }

    /** Groups of which no offsets could be read, and those of which they can be again. */
    void unreadable(GroupReader.Committed answer) {
        warn("cannot read what these groups committed, will keep trying", unreadable, answer.errors());
        Set<String> again = new TreeSet<>(unreadable);
        again.retainAll(answer.offsets().keySet());
        unreadable.removeAll(again);
        if (!again.isEmpty()) {
            LOG.info("can read these groups again flow={} way={} groups={}", flow, way, some(again));
        }
    }

    /** Groups whose positions could not be committed, and those of which they could. */
    void notCommitted(Map<String, CommitResult> results) {
        Map<String, Throwable> errors = new HashMap<>();
        results.forEach((group, result) -> {
            if (result instanceof CommitResult.Failed failed) {
                errors.put(group, failed.cause());
            } else {
                uncommitted.remove(group);
            }
        });
        warn("cannot commit the positions of these groups, will keep trying", uncommitted, errors);
    }

    private void warn(String what, Set<String> known, Map<String, Throwable> errors) {
        Set<String> newOnes = new TreeSet<>(errors.keySet());
        newOnes.removeAll(known);
        if (newOnes.isEmpty()) {
            return;
        }
        known.addAll(newOnes);
        Throwable first = errors.get(newOnes.iterator().next());
        LOG.warn(
                "{} flow={} way={} cluster={} count={} groups={} error={}",
                what,
                flow,
                way,
                known == unreadable ? way.from(flow) : way.to(flow),
                newOnes.size(),
                some(newOnes),
                String.valueOf(first));
    }

    /** How many groups and positions stand how; said when it changed, but not all the time. */
    void counts(Counts now) {
        counts = now;
        sayLater();
    }

    /** Says what was not said yet, if it is time. */
    void sayLater() {
        long nanos = System.nanoTime();
        boolean isEarly = said != null && nanos - saidNanos < COUNTS_AT_MOST_EVERY.toNanos();
        Counts now = counts;
        if (now == null || now.equals(said) || isEarly) {
            return;
        }
        said = now;
        saidNanos = nanos;
        LOG.info(
                "group positions flow={} way={} groups: mirrored={} skipped={} excluded={} otherKind={} unreadable={}"
                        + " partitions: exact={} conservative={} waiting={} excluded={}",
                flow,
                way,
                now.of(GroupStanding.MIRRORED),
                now.of(GroupStanding.SKIPPED),
                now.of(GroupStanding.EXCLUDED),
                now.of(GroupStanding.OTHER_KIND),
                now.of(GroupStanding.UNREADABLE),
                now.of(Standing.EXACT),
                now.of(Standing.CONSERVATIVE),
                now.of(Standing.WAITING),
                now.of(Standing.EXCLUDED));
    }

    private static String some(Set<String> names) {
        return names.size() <= NAMES
                ? names.toString()
                : names.stream().limit(NAMES).toList() + " and others";
    }
}
