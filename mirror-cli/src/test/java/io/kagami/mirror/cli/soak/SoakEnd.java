package io.kagami.mirror.cli.soak;

import io.kagami.mirror.testkit.group.PositionAudit;
import io.kagami.mirror.testkit.group.PositionCheck;
import io.kagami.mirror.testkit.guarantee.DeliveryCount;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.RecordSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What must be so when nothing is disturbed any more: each side holds all that the other was given, groups have read everything, and stand on the other side where they
 * stand on theirs.
 *
 * <p>Threading: one thread.
 */
final class SoakEnd {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SoakSide a;
    private final SoakSide b;
    private final List<RecordSet> writtenToA;
    private final List<RecordSet> writtenToB;

    /** Ends the writing on both sides. */
    SoakEnd(SoakSide a, SoakSide b) {
        this.a = a;
        this.b = b;
        this.writtenToA = a.stopWriting();
        this.writtenToB = b.stopWriting();
    }

    /** Looks at everything, and tells the report. */
    void examine(SoakReport report) {
        Map<String, DeliveryCount> counts = new TreeMap<>(copies(a, b, writtenToA));
        counts.putAll(copies(b, a, writtenToB));
        report.counts(counts);
        Set<Long> everything = new HashSet<>();
        ids(writtenToA, everything);
        ids(writtenToB, everything);
        for (SoakSide side : List.of(a, b)) {
            group(side, everything, report);
        }
        positions(a, b, report);
        positions(b, a, report);
    }

    private static Map<String, DeliveryCount> copies(SoakSide from, SoakSide to, List<RecordSet> written) {
        Map<String, DeliveryCount> counts = new HashMap<>();
        for (RecordSet records : written) {
            String copy = from.alias() + "." + records.topic();
            long committed = IntStream.range(0, records.partitions())
                    .mapToLong(partition -> records.committed(partition).count())
                    .sum();
            boolean unused = becomesTrue(() -> to.cluster().logEnd(copy) >= committed);
            counts.put(
                    copy + " at " + to.alias(),
                    DeliveryCount.of(TopicCopy.of(records, to.cluster().directProperties(), copy)));
        }
        return counts;
    }

    private static void ids(List<RecordSet> written, Set<Long> ids) {
        for (RecordSet records : written) {
            for (int partition = 0; partition < records.partitions(); partition++) {
                records.expected(partition).forEach(ids::add);
            }
        }
    }

    private static void group(SoakSide side, Set<Long> everything, SoakReport report) {
        SteadyGroup group = side.group();
        boolean all = becomesTrue(() -> group.count() >= everything.size());
        group.close();
        report.say("Group %s: %,d records read, %d once more, joined %d times."
                .formatted(side.groupId(), group.count(), group.repeats(), group.joins()));
        report.check(
                all && group.processed().equals(everything),
                "group %s has read %d different records of %d"
                        .formatted(side.groupId(), group.count(), everything.size()));
    }

    /** The group at one side, as the other side has it. */
    private static void positions(SoakSide here, SoakSide there, SoakReport report) {
        PositionAudit audit = new PositionAudit(
                here.cluster().directProperties(),
                there.cluster().directProperties(),
                SoakSide.TOPICS,
                topic -> here.alias() + "." + topic);
        boolean exact = becomesTrue(() -> inexact(here, there, audit).isEmpty());
        report.check(
                exact,
                "position of " + here.groupId() + " at " + there.alias() + ": " + inexactNow(here, there, audit));
        report.say("Group %s stands at %s where it stands at %s: %s."
                .formatted(here.groupId(), there.alias(), here.alias(), exact ? "exactly" : "no"));
    }

    private static List<PositionCheck> inexactNow(SoakSide here, SoakSide there, PositionAudit audit) {
        try {
            return inexact(here, there, audit);
        } catch (Exception notKnown) {
            throw new IllegalStateException(notKnown);
        }
    }

    private static List<PositionCheck> inexact(SoakSide here, SoakSide there, PositionAudit audit) throws Exception {
        Map<TopicPartition, Long> copied = committed(there, here.groupId());
        List<PositionCheck> inexact = new ArrayList<>();
        committed(here, here.groupId()).forEach((partition, offset) -> {
            if (SoakSide.TOPICS.contains(partition.topic())) {
                Long position = copied.get(audit.copyOf(partition));
                OptionalLong inCopy = position == null ? OptionalLong.empty() : OptionalLong.of(position);
                PositionCheck check = audit.check(here.groupId(), partition, offset, inCopy);
                if (!check.isExact()) {
                    inexact.add(check);
                }
            }
        });
        return inexact;
    }

    private static Map<TopicPartition, Long> committed(SoakSide side, String group) throws Exception {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        side.cluster()
                .admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    /** Whether it did in time. */
    static boolean becomesTrue(Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException late) {
            return false;
        }
    }
}
