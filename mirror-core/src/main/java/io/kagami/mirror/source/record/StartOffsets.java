package io.kagami.mirror.source.record;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.record.partition.Member;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where partitions go on. Connect's account counts. The last offset sync counts where it is further: batch mode stores its last positions
 * there when it ends, a moment after Connect has written down its own. No sync is ever ahead of what is at the target.
 *
 * <p>Threading: Connect's task thread.
 */
final class StartOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(StartOffsets.class);

    private final Function<Set<TopicPartition>, Map<TopicPartition, Long>> connect;

    /** @param connect answers with Connect's next offsets, where it has any; may block */
    StartOffsets(Function<Set<TopicPartition>, Map<TopicPartition, Long>> connect) {
        this.connect = connect;
    }

    /** The offsets to go on at; partitions of which nothing is known, or nothing of the topic that is there now, are left out. */
    Map<TopicPartition, Long> of(Collection<Member> joined, Map<TopicPartition, OffsetSync> syncs) {
        Map<TopicPartition, Long> stored =
                connect.apply(joined.stream().map(Member::source).collect(Collectors.toSet()));
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (Member member : joined) {
            OffsetSync sync = syncs.get(member.source());
            Long account = stored.get(member.source());
            if (isRecreated(member, sync)) {
                LOG.info(
                        "positions of a former topic of this name do not count topic={} partition={}",
                        member.source().topic(),
                        member.source().partition());
            } else if (account != null || sync != null) {
                starts.put(
                        member.source(),
                        Math.max(account == null ? 0 : account, sync == null ? 0 : sync.upstreamOffset()));
            }
        }
        return starts;
    }

    /** Whether the sync is of a topic that was there before under the same name. */
    static boolean isRecreated(Member member, @Nullable OffsetSync sync) {
        return sync != null && member.ofAnotherTopicThan(sync.topicId());
    }
}
