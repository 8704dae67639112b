package io.kagami.mirror.sync.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which mirrors had the configs their sources ask for when they were last looked at. To describe the configs of a topic costs its cluster and us
 * more than all else that is done for it in a round, and nobody but us is expected to change those of a mirror.
 *
 * <p>They are looked at again at once when their source asks for something else or they are not the topic that they were (its partitions and
 * replicas too), and in turns in any case, as an operator may have changed one: each within a minute, however long rounds take, and a hundred
 * at least in each round.
 *
 * <p>Threading: one thread.
 */
public final class ConfirmedConfigs {

    private static final Duration ALL_WITHIN = Duration.ofMinutes(1);
    private static final int LEAST_A_ROUND = 100;

    private record Confirmation(WantedConfigs wanted, TopicState mirror) {}

    private final Map<String, Confirmation> confirmed = new HashMap<>();
    private int nextTurn;
    private @Nullable Long lastTurnNanos;

    /**
     * Those to be looked at in this round.
     *
     * @param topics all of them, in an order that is always the same
     * @param wanted what their sources ask for, by the source topic's name; topics that are not in it are left out
     * @param nowNanos of {@link System#nanoTime}
     */
    public List<MirroredTopic> due(List<MirroredTopic> topics, Map<String, WantedConfigs> wanted, long nowNanos) {
        Set<String> mirrors = topics.stream().map(MirroredTopic::targetName).collect(Collectors.toSet());
        confirmed.keySet().retainAll(mirrors);
        int count = topics.size();
        int turns = turns(count, nowNanos);
        int first = nextTurn;
        nextTurn = (first + turns) % Math.max(1, count);
        List<MirroredTopic> due = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            MirroredTopic topic = topics.get(index);
            WantedConfigs present = wanted.get(topic.source().name());
            boolean isItsTurn = Math.floorMod(index - first, count) < turns;
            if (present != null && (isItsTurn || !isConfirmed(topic, present))) {
                due.add(topic);
            }
        }
        return due;
    }

    /** As great a part of all as the time since the last turn is of a minute. */
    private int turns(int count, long nowNanos) {
        long all = ALL_WITHIN.toMillis();
        Long last = lastTurnNanos;
        long passed = last == null
                ? all
                : Math.min(all, Duration.ofNanos(nowNanos - last).toMillis() + 1);
        lastTurnNanos = nowNanos;
        return (int) Math.max(LEAST_A_ROUND, (count * passed + all - 1) / all);
    }

    private boolean isConfirmed(MirroredTopic topic, WantedConfigs wanted) {
        Confirmation last = confirmed.get(topic.targetName());
        return last != null && last.mirror.equals(topic.mirror()) && last.wanted.equals(wanted);
    }

    /** The mirror has what is wanted, and there is nothing to be said of it. */
    public void confirm(MirroredTopic topic, WantedConfigs wanted) {
        TopicState mirror = topic.mirror();
        if (mirror != null) {
            confirmed.put(topic.targetName(), new Confirmation(wanted, mirror));
        }
    }

    /** It is to be looked at in the next round. */
    public void doubt(MirroredTopic topic) {
        confirmed.remove(topic.targetName());
    }
}
