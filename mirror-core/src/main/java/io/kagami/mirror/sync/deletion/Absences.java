package io.kagami.mirror.sync.deletion;

import io.kagami.mirror.sync.plan.MirroredTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Which topics went from the source before the eyes of this process, and since when they have been away at every look. What was never seen beside its
 * mirror cannot be missed. A look that failed, or came so late that a topic could have returned unseen, makes all of them begin anew; so does a topic that
 * was made anew, as somebody may be making all of them anew, one by one.
 *
 * <p>Threading: one thread.
 */
public final class Absences {

    private final Duration longestPause;
    private final Map<String, MirroredTopic> seen = new HashMap<>();
    private final Map<String, Uuid> sourceIds = new HashMap<>();
    private final Map<String, Instant> awaySince = new TreeMap<>();
    private @Nullable Instant lastLook;

    /** @param longestPause between two looks */
    public Absences(Duration longestPause) {
        this.longestPause = longestPause;
    }

    /** Topics that were seen before and are not among these. */
    public Set<String> notAmong(Collection<MirroredTopic> present) {
        Set<String> missing = new HashSet<>(seen.keySet());
        present.forEach(topic -> missing.remove(topic.source().name()));
        return missing;
    }

    /**
     * A look at the source that told everything.
     *
     * @param away topics that do not exist there, each asked for by name
     * @return those that went since the last look
     */
    public Set<String> look(Collection<MirroredTopic> present, Set<String> away, Instant now) {
        Instant last = lastLook;
        boolean isLate = last != null && (now.isBefore(last) || now.isAfter(last.plus(longestPause)));
        if (isLate || present.stream().anyMatch(this::isMadeAnew)) {
            awaySince.clear();
        }
        lastLook = now;
        present.forEach(
                topic -> sourceIds.put(topic.source().name(), topic.source().topicId()));
        present.stream()
                .filter(topic -> !topic.isMissing())
                .forEach(topic -> seen.put(topic.source().name(), topic));
        awaySince.keySet().retainAll(away);
        Set<String> gone = new HashSet<>();
        for (String topic : away) {
            if (seen.containsKey(topic) && awaySince.putIfAbsent(topic, now) == null) {
                gone.add(topic);
            }
        }
        return gone;
    }

    /** Others may be made anew as well, only later. */
    private boolean isMadeAnew(MirroredTopic topic) {
        Uuid before = sourceIds.get(topic.source().name());
        return before != null && !before.equals(topic.source().topicId());
    }

    /** The source could not be asked, or not for everything. */
    public void lookFailed() {
        awaySince.clear();
    }

    /** The source is another one: nothing seen before counts. */
    public void forgetAll() {
        awaySince.clear();
        seen.clear();
        sourceIds.clear();
    }

    /** The topic's mirror is no more, or not the one that was seen. */
    public void forget(String topic) {
        awaySince.remove(topic);
        seen.remove(topic);
        sourceIds.remove(topic);
    }

    /** Topics that have been seen, those that are away included. */
    public int known() {
        return seen.size();
    }

    /** Names of the topics that are away, in order. */
    public List<String> away() {
        return List.copyOf(awaySince.keySet());
    }

    /** Topics that have been away for so long, as they were seen last. */
    public List<MirroredTopic> awayFor(Duration grace, Instant now) {
        List<MirroredTopic> due = new ArrayList<>();
        awaySince.forEach((name, since) -> {
            MirroredTopic topic = seen.get(name);
            if (topic != null && !now.isBefore(since.plus(grace))) {
                due.add(topic);
            }
        });
        return due;
    }
}
