package io.kagami.mirror.sync;

import io.kagami.mirror.sync.deletion.Absences;
import io.kagami.mirror.sync.deletion.Deletion;
import io.kagami.mirror.sync.deletion.Incarnation;
import io.kagami.mirror.sync.deletion.MassGuard;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.Remark.CopyDeleted;
import io.kagami.mirror.sync.plan.Remark.DeletionWithheld;
import io.kagami.mirror.sync.plan.TopicAction;
import io.kagami.mirror.sync.plan.TopicAction.DeleteTopic;
import io.kagami.mirror.sync.plan.TopicState;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes mirrors whose sources were deleted. Whatever is not certain keeps the mirror, and is said: a topic counts as deleted when the source it was seen
 * on, and which has not lost its data since, has said, at each look for the whole grace period, that there is no topic of this name; the mirror is the very
 * one that was seen beside it, by its id, and holds nothing but what this flow wrote; and not many go at once.
 *
 * <p>Threading: one thread.
 */
final class DeletionSync {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionSync.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(5);

    private final Flow flow;
    private final ClusterReader source;
    private final ClusterReader target;
    private final TargetWriter writer;
    private final Deletion deletion;
    private final MassGuard guard;
    private final Absences absences;
    private final Clock clock;
    private final Incarnation incarnation = new Incarnation();

    DeletionSync(
            ClusterReader source,
            ClusterReader target,
            TargetWriter writer,
            TopicSyncSettings settings,
            Deletion deletion,
            Clock clock) {
        this.flow = settings.flow();
        this.source = source;
        this.target = target;
        this.writer = writer;
        this.deletion = deletion;
        this.guard = MassGuard.of(deletion.rules());
        Duration rounds = settings.topics().interval().multipliedBy(3);
        this.absences = new Absences(rounds.compareTo(SHORTEST_PAUSE) > 0 ? rounds : SHORTEST_PAUSE);
        this.clock = clock;
    }

    /** The source could not be asked in this round. */
    void lookFailed() {
        absences.lookFailed();
    }

    /** Takes in which topics the source has, and deletes what is due. */
    SyncReport follow(List<MirroredTopic> present) throws InterruptedException {
        Reading<String> id = source.clusterId();
        Reading<Set<Uuid>> topicIds = source.topicIds();
        SyncReport unanswered = id.report().and(topicIds.report());
        if (unanswered.clusterFailed()) {
            absences.lookFailed();
            return unanswered;
        }
        Optional<String> another = incarnation.look(id.value(), topicIds.value());
        if (another.isPresent()) {
            return anotherSource(another.get(), present);
        }
        Reading<Set<String>> away = away(absences.notAmong(present));
        if (away.report().clusterFailed()) {
            absences.lookFailed();
            return away.report();
        }
        announce(absences.look(present, away.value(), clock.instant()));
        return deleteDue();
    }

    private SyncReport anotherSource(String reason, List<MirroredTopic> present) {
        List<String> away = absences.away();
        boolean isOfNothing = absences.known() == 0 && present.isEmpty();
        absences.forgetAll();
        return isOfNothing ? SyncReport.EMPTY : withheld(away.isEmpty() ? "(all)" : MassGuard.some(away), reason);
    }

    /** Asked by name: a topic we may not see is refused then, and only one that does not exist is unknown. */
    private Reading<Set<String>> away(Set<String> missing) throws InterruptedException {
        if (missing.isEmpty()) {
            return Reading.of(Set.of());
        }
        Reading<Map<String, TopicState>> asked = source.topics(missing);
        Set<String> away = new HashSet<>(missing);
        away.removeAll(asked.value().keySet());
        away.removeAll(asked.report().failedTopics());
        return new Reading<>(asked.report().clusterFailed() ? Set.of() : away, asked.failures());
    }

    private void announce(Set<String> gone) {
        for (String topic : gone) {
            LOG.info(
                    "Topic is gone from the source; its copy is deleted unless it returns within {} s flow={} topic={}",
                    deletion.rules().grace().toSeconds(),
                    flow,
                    topic);
        }
    }

    private SyncReport deleteDue() throws InterruptedException {
        Instant now = clock.instant();
        List<MirroredTopic> due = absences.awayFor(deletion.rules().grace(), now);
        if (due.isEmpty()) {
            return SyncReport.EMPTY;
        }
        List<String> away = absences.away();
        Optional<String> mass = guard.objection(away, absences.known());
        if (mass.isPresent()) {
            return withheld(MassGuard.some(away), mass.get());
        }
        Reading<Map<String, TopicState>> mirrors =
                target.topics(due.stream().map(MirroredTopic::targetName).toList());
        if (mirrors.report().clusterFailed()) {
            return mirrors.report();
        }
        List<MirroredTopic> same = new ArrayList<>();
        for (MirroredTopic topic : due) {
            TopicState mirror = mirrors.value().get(topic.targetName());
            if (mirror != null && isTheOneSeen(topic, mirror)) {
                same.add(topic);
            } else if (!mirrors.report().failedTopics().contains(topic.targetName())) {
                absences.forget(topic.source().name()); // deleted or made anew by somebody else
            }
        }
        return mirrors.report().and(deleteOwn(same));
    }

    private static boolean isTheOneSeen(MirroredTopic topic, TopicState mirror) {
        TopicState seen = topic.mirror();
        return seen != null && seen.topicId().equals(mirror.topicId());
    }

    private SyncReport deleteOwn(List<MirroredTopic> topics) throws InterruptedException {
        Map<String, String> objections;
        try {
            objections = deletion.copies().objections(topics);
        } catch (KafkaException e) {
            return withheld(
                    MassGuard.some(
                            topics.stream().map(MirroredTopic::targetName).toList()),
                    "what they hold cannot be told now: " + e.getMessage());
        }
        List<Remark> remarks = new ArrayList<>();
        Map<String, MirroredTopic> ours = new HashMap<>();
        List<DeleteTopic> actions = new ArrayList<>();
        for (MirroredTopic topic : topics) {
            String objection = objections.get(topic.targetName());
            TopicState mirror = topic.mirror();
            if (objection != null) {
                remarks.add(new DeletionWithheld(topic.targetName(), objection));
            } else if (mirror != null) {
                ours.put(topic.targetName(), topic);
                actions.add(new DeleteTopic(topic.targetName(), mirror.topicId()));
            }
        }
        SyncReport report = writer.delete(actions);
        for (TopicAction done : report.done()) {
            MirroredTopic topic = ours.get(done.topic());
            if (topic != null) {
                remarks.add(new CopyDeleted(done.topic(), topic.source().name()));
                absences.forget(topic.source().name());
            }
        }
        return new SyncReport(List.of(), List.of(), remarks).and(report);
    }

    private static SyncReport withheld(String topics, String reason) {
        return new SyncReport(List.of(), List.of(), List.of(new DeletionWithheld(topics, reason)));
    }
}
