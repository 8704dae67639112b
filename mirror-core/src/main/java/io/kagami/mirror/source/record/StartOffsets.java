package io.kagami.mirror.source.record;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.source.account.ConnectOffsets.Account;
import io.kagami.mirror.source.record.partition.Member;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Finds where partitions go on. Connect's account counts. The last offset sync counts where it is further: it tells what Connect has not
 * written down yet, and is never ahead of what is at the target.
 *
 * <p>Threading: Connect's task thread.
 */
final class StartOffsets {

    private final Function<Set<TopicPartition>, Map<TopicPartition, Account>> connect;

    /**
     * Where a partition goes on.
     *
     * @param before the source's leader epoch of the record before, where it is known
     */
    record Start(long offset, Optional<Integer> before) {}

    /**
     * What was found.
     *
     * @param known partitions that go on
     * @param recreated partitions of which only what a former topic of the name had was copied
     */
    record Starts(Map<TopicPartition, Start> known, Set<TopicPartition> recreated) {}

    /** @param connect answers with Connect's accounts, where it has any; may block */
    StartOffsets(Function<Set<TopicPartition>, Map<TopicPartition, Account>> connect) {
        this.connect = connect;
    }

    /** Partitions of which nothing was copied are in neither part of the answer. */
    Starts of(Collection<Member> joined, Map<TopicPartition, OffsetSync> syncs) {
        Map<TopicPartition, Account> stored =
                connect.apply(joined.stream().map(Member::source).collect(Collectors.toSet()));
        Map<TopicPartition, Start> known = new HashMap<>();
        Set<TopicPartition> recreated = new HashSet<>();
        for (Member member : joined) {
            TopicPartition name = member.source();
            OffsetSync sync = syncs.get(name);
            Account account = stored.get(name);
            Optional<Start> start = start(member, sync, account);
            start.ifPresent(found -> known.put(name, found));
            if (start.isEmpty() && (sync != null || account != null)) {
                recreated.add(name);
            }
        }
        return new Starts(known, recreated);
    }

    private static Optional<Start> start(Member member, @Nullable OffsetSync sync, @Nullable Account account) {
        boolean syncIsOfAnother = sync != null && member.ofAnotherTopicThan(sync.topicId());
        Optional<Start> ofSync = Optional.ofNullable(sync)
                .filter(known -> !syncIsOfAnother)
                .map(known -> new Start(
                        known.upstreamOffset(),
                        Optional.ofNullable(known.epoch()).map(SourceEpoch::leaderEpoch)));
        Optional<Start> ofConnect = Optional.ofNullable(account)
                .filter(known -> isOf(member, known, syncIsOfAnother))
                .map(known -> new Start(known.next(), known.leaderEpoch()));
        return ofSync.filter(
                        told -> told.offset() > ofConnect.map(Start::offset).orElse(-1L))
                .or(() -> ofConnect);
    }

    /** An account that does not name its topic is as old as the sync beside it. */
    private static boolean isOf(Member member, Account account, boolean syncIsOfAnother) {
        return account.topicId().equals(Uuid.ZERO_UUID)
                ? !syncIsOfAnother
                : !member.ofAnotherTopicThan(account.topicId());
    }
}
