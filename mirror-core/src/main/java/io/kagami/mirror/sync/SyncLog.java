package io.kagami.mirror.sync;

import static java.util.stream.Collectors.groupingBy;

import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.TopicEvent;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what changed and what went wrong: a failure when it begins and when it ends, not in the rounds between, and one line for all topics
 * that fail alike. Remarks are said, and counted as events, once for as long as they hold.
 *
 * <p>Threading: one thread.
 */
final class SyncLog {

    private static final Logger LOG = LoggerFactory.getLogger(SyncLog.class);
    private static final int TOPICS_NAMED = 5;

    /** Parts of a round that are not all done in every round; a failure stands until its own part is done again. */
    enum Part {
        LOOK,
        TOPICS,
        CONFIGS,
        ACLS,
        DELETES
    }

    private record Subject(ClusterAlias cluster, String operation, String topic) {}

    private record Group(ClusterAlias cluster, String operation, Class<?> error) {}

    private final Flow flow;
    private final Map<Part, Map<Subject, SyncFailure>> standing = new EnumMap<>(Part.class);
    private final Map<Part, Set<Remark>> remarked = new EnumMap<>(Part.class);
    private final FlowEvents events;
    private final Clock clock;

    /** Remarks are events, too. */
    SyncLog(Flow flow, FlowEvents events, Clock clock) {
        this.flow = flow;
        this.events = events;
        this.clock = clock;
    }

    void say(Part part, SyncReport report) {
        report.done().forEach(this::done);
        Map<Subject, SyncFailure> before = standing.getOrDefault(part, Map.of());
        Map<Subject, SyncFailure> now = new HashMap<>();
        report.failures().forEach(failure -> now.put(subject(failure), failure));
        if (report.clusterFailed()) {
            before.forEach(now::putIfAbsent);
        }
        standing.put(part, now);
        begun(before, now);
        ended(before, now);
        if (!report.clusterFailed()) {
            remarks(part, report.remarks());
        }
    }

    private void done(TopicAction action) {
        LOG.info("Target follows: {} flow={} topic={}", action, flow, action.topic());
    }

    private void begun(Map<Subject, SyncFailure> before, Map<Subject, SyncFailure> now) {
        now.entrySet().stream()
                .filter(entry -> isNew(before.get(entry.getKey()), entry.getValue()))
                .collect(groupingBy(entry -> group(entry.getValue())))
                .forEach((group, entries) -> {
                    SyncFailure first = entries.get(0).getValue();
                    LOG.warn(
                            "Could not {} on {}; {} flow={} topic={} error={}",
                            group.operation(),
                            group.cluster(),
                            outlook(first),
                            flow,
                            topics(entries.stream().map(Map.Entry::getKey).toList()),
                            first.cause().toString());
                });
    }

    private void ended(Map<Subject, SyncFailure> before, Map<Subject, SyncFailure> now) {
        before.keySet().stream()
                .filter(subject -> !now.containsKey(subject))
                .collect(groupingBy(subject -> new Group(subject.cluster(), subject.operation(), Void.class)))
                .forEach((group, subjects) -> LOG.info(
                        "No longer fails: {} on {} flow={} topic={}",
                        group.operation(),
                        group.cluster(),
                        flow,
                        topics(subjects)));
    }

    private void remarks(Part part, Collection<Remark> now) {
        Set<Remark> before = remarked.getOrDefault(part, Set.of());
        for (Remark remark : now) {
            if (!before.contains(remark)) {
                LOG.warn(
                        "{}: {}. {} flow={} topic={}",
                        remark.kind().key(),
                        remark.text(),
                        remark.kind().advice(),
                        flow,
                        remark.topic());
                events.add(new TopicEvent(remark.kind(), flow, remark.topic(), remark.text(), clock.instant()));
            }
        }
        remarked.put(part, Set.copyOf(now));
    }

    private static String outlook(SyncFailure failure) {
        return switch (failure.kind()) {
            case RETRIABLE -> "tried again in the next round";
            case FATAL -> "needs a change of settings or rights; tried again in every round, quietly";
        };
    }

    private static String topics(Collection<Subject> subjects) {
        List<String> names =
                new ArrayList<>(subjects.stream().map(Subject::topic).sorted().toList());
        String named = names.stream().limit(TOPICS_NAMED).collect(Collectors.joining(", "));
        return names.size() > TOPICS_NAMED ? named + " and " + (names.size() - TOPICS_NAMED) + " more" : named;
    }

    private static boolean isNew(@Nullable SyncFailure before, SyncFailure now) {
        return before == null || before.cause().getClass() != now.cause().getClass();
    }

    private static Group group(SyncFailure failure) {
        return new Group(failure.cluster(), failure.operation(), failure.cause().getClass());
    }

    private static Subject subject(SyncFailure failure) {
        return new Subject(failure.cluster(), failure.operation(), failure.affected());
    }
}
