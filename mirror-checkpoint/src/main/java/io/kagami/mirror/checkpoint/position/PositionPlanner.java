package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.commit.CommitResult;
import io.kagami.mirror.checkpoint.commit.GroupSync;
import io.kagami.mirror.checkpoint.group.GroupReader;
import io.kagami.mirror.checkpoint.group.ListedGroup;
import io.kagami.mirror.checkpoint.group.Listing;
import io.kagami.mirror.checkpoint.group.Route;
import io.kagami.mirror.checkpoint.group.Routes;
import io.kagami.mirror.checkpoint.position.PositionPlan.Move;
import io.kagami.mirror.checkpoint.state.PartitionState;
import io.kagami.mirror.checkpoint.state.Standing;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.filter.GroupSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;

/**
 * Finds, in the way of {@link PositionMirror} and with what it uses, what its first round would commit; and commits nothing.
 *
 * <p>Threading: one thread; blocks.
 */
public final class PositionPlanner {

    private static final long FIRST = 1;
    private static final Rhythm EVERYTHING = new Rhythm(1, 1, 1, 1);

    private final Way way;
    private final GroupReader reader;
    private final GroupSync sync;
    private final GroupRoster roster;
    private final Routes routes;
    private final GroupTranslation translation;
    private final Map<String, String> unread = new HashMap<>();

    public PositionPlanner(
            Way way,
            GroupReader reader,
            GroupSync sync,
            GroupSelection selection,
            Routes routes,
            Translator translator) {
        this.way = way;
        this.reader = reader;
        this.sync = sync;
        this.roster = new GroupRoster(selection, EVERYTHING);
        this.routes = routes;
        this.translation = new GroupTranslation(routes, translator);
    }

    /**
     * Reads the groups of both clusters.
     *
     * @param written what the checkpoints topic holds
     * @throws org.apache.kafka.common.KafkaException if a cluster cannot be asked now
     */
    public PositionPlan plan(Map<String, Map<TopicPartition, Checkpoint>> written) throws InterruptedException {
        roster.restore(written);
        read();
        for (TrackedGroup group : roster.tracked()) {
            boolean unused = group.translate(translation, Set.of());
        }
        return new PositionPlan(way, commits(), waiting(), unread);
    }

    private void read() throws InterruptedException {
        Listing listing = reader.list();
        boolean unused = roster.follow(listing);
        GroupReader.Committed answer = reader.committed(roster.dueIn(FIRST));
        for (TrackedGroup group : roster.tracked()) {
            group.read(answer.offsets().getOrDefault(group.id(), Map.of()));
        }
        answer.errors().forEach((group, error) -> unread.put(group, error.toString()));
        listing.incomplete().ifPresent(error -> unread.put("(some groups)", error.toString()));
    }

    private Map<String, List<Move>> commits() throws InterruptedException {
        Map<String, ListedGroup> there = sync.list().groups();
        Map<String, Map<TopicPartition, Checkpoint>> wanted = new HashMap<>();
        for (TrackedGroup group : roster.tracked()) {
            if (!unread.containsKey(group.id()) && group.isSyncDue(FIRST)) {
                wanted.put(group.id(), group.checkpoints());
            }
        }
        GroupSync.Missing missing = sync.missing(wanted, there);
        missing.results().forEach((group, result) -> {
            if (result instanceof CommitResult.Failed failed) {
                unread.put(group, failed.cause().toString());
            }
        });
        Map<String, List<Move>> commits = new HashMap<>();
        missing.commits()
                .forEach((group, offsets) ->
                        commits.put(group, moves(offsets, missing.present().getOrDefault(group, Map.of()))));
        return commits;
    }

    private static List<Move> moves(
            Map<TopicPartition, OffsetAndMetadata> wanted, Map<TopicPartition, OffsetAndMetadata> present) {
        List<Move> moves = new ArrayList<>();
        wanted.forEach((partition, offset) -> {
            OffsetAndMetadata now = present.get(partition);
            moves.add(new Move(
                    partition, now == null ? OptionalLong.empty() : OptionalLong.of(now.offset()), offset.offset()));
        });
        moves.sort(Comparator.comparing((Move move) -> move.partition().topic())
                .thenComparing(move -> move.partition().partition()));
        return moves;
    }

    private Map<String, Set<TopicPartition>> waiting() {
        Map<String, Set<TopicPartition>> waiting = new HashMap<>();
        for (TrackedGroup group : roster.tracked()) {
            Set<TopicPartition> counterparts = new HashSet<>();
            group.state().partitions().stream()
                    .filter(PositionPlanner::isNotCopied)
                    .forEach(state ->
                            routes.of(state.partition()).map(Route::counterpart).ifPresent(counterparts::add));
            if (!counterparts.isEmpty()) {
                waiting.put(group.id(), counterparts);
            }
        }
        return waiting;
    }

    private static boolean isNotCopied(PartitionState state) {
        return state.standing() == Standing.WAITING && state.translated().isEmpty();
    }
}
