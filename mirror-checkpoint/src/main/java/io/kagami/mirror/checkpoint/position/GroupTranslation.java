package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.group.Route;
import io.kagami.mirror.checkpoint.group.Routes;
import io.kagami.mirror.checkpoint.state.PartitionState;
import io.kagami.mirror.checkpoint.state.Standing;
import io.kagami.mirror.offset.map.Exactness;
import io.kagami.mirror.offset.map.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Translates what one group committed.
 *
 * <p>A checkpoint follows the group, also when somebody set it back. It does not go back on its own: where a better translation was known
 * for the same or an earlier position, before a map lost detail, that one stays.
 *
 * @param routes which partitions are mirrored, and where to
 * @param translator where offsets lie there
 */
record GroupTranslation(Routes routes, Translator translator) {

    /**
     * All positions of a group.
     *
     * @param checkpoints by the partition on the other cluster
     * @param states by the partitions the group consumes, in no order
     */
    record Outcome(Map<TopicPartition, Checkpoint> checkpoints, List<PartitionState> states) {}

    /** Whether one of the partitions a group consumes is that of a changed map. */
    boolean concerns(Set<TopicPartition> consumed, Set<TopicPartition> remapped) {
        if (remapped.isEmpty()) {
            return false;
        }
        for (TopicPartition partition : consumed) {
            Optional<Route> route = routes.of(partition);
            if (route.isPresent() && remapped.contains(route.get().upstream())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Translates everything anew.
     *
     * @param before the group's checkpoints as they were
     */
    Outcome translate(
            String group, Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Checkpoint> before) {
        Outcome outcome = new Outcome(new HashMap<>(committed.size() * 2), new ArrayList<>(committed.size()));
        committed.forEach((partition, offset) -> {
            Optional<Route> route = routes.of(partition);
            if (route.isEmpty()) {
                outcome.states().add(PartitionState.excluded(partition, offset.offset()));
            } else {
                translate(group, partition, offset, route.get(), before, outcome);
            }
        });
        return outcome;
    }

    private void translate(
            String group,
            TopicPartition partition,
            OffsetAndMetadata committed,
            Route route,
            Map<TopicPartition, Checkpoint> before,
            Outcome outcome) {
        Optional<Translation> found = translator.translate(route.upstream(), committed.offset());
        if (found.isEmpty()) {
            outcome.states()
                    .add(new PartitionState(partition, committed.offset(), Standing.WAITING, OptionalLong.empty(), 0));
            return;
        }
        Translation translated = found.get();
        Checkpoint was = before.get(route.counterpart());
        long position = was != null && isBetter(was, committed.offset(), translated)
                ? was.downstreamOffset()
                : translated.offset();
        outcome.checkpoints()
                .put(route.counterpart(), checkpoint(was, group, route.counterpart(), committed, position));
        outcome.states()
                .add(new PartitionState(
                        partition,
                        committed.offset(),
                        Standing.of(translated.exactness()),
                        OptionalLong.of(position),
                        translated.mayRepeat()));
    }

    private static boolean isBetter(Checkpoint was, long committed, Translation now) {
        return now.exactness() == Exactness.CONSERVATIVE
                && was.upstreamOffset() <= committed
                && was.downstreamOffset() > now.offset();
    }

    /** The old one, where nothing changed, so that it is found to be the same at a glance. */
    private static Checkpoint checkpoint(
            @Nullable Checkpoint was,
            String group,
            TopicPartition counterpart,
            OffsetAndMetadata committed,
            long position) {
        if (was != null
                && was.upstreamOffset() == committed.offset()
                && was.downstreamOffset() == position
                && was.metadata().equals(committed.metadata())) {
            return was;
        }
        return new Checkpoint(group, counterpart, committed.offset(), position, committed.metadata());
    }
}
