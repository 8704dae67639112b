package io.kagami.mirror.sync.deletion;

import io.kagami.mirror.config.deletes.TopicDeletes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Objects when so many topics are away at once that it looks like an accident: a source rebuilt, lost rights, a list gone wrong.
 *
 * <p>Threading: immutable.
 */
public record MassGuard(int maxTopics, int maxPercent) {

    private static final int NAMED = 5;

    public static MassGuard of(TopicDeletes rules) {
        return new MassGuard(rules.maxTopics(), rules.maxPercent());
    }

    /**
     * The objection, if there is one.
     *
     * @param known topics of the flow, those that are away included
     */
    public Optional<String> objection(List<String> away, int known) {
        int share = Math.max(1, (int) ((long) known * maxPercent / 100));
        int allowed = Math.min(maxTopics, share);
        return away.size() <= allowed
                ? Optional.empty()
                : Optional.of(
                        "%d of %d topics are away from the source at once, and at most %d may be (%s = %d, %s = %d)"
                                .formatted(
                                        away.size(),
                                        known,
                                        allowed,
                                        TopicDeletes.MAX_TOPICS,
                                        maxTopics,
                                        TopicDeletes.MAX_PERCENT,
                                        maxPercent));
    }

    /** Some of them, for a message. */
    public static String some(List<String> topics) {
        String named = topics.stream().limit(NAMED).collect(Collectors.joining(", "));
        return topics.size() > NAMED ? named + " and " + (topics.size() - NAMED) + " more" : named;
    }
}
