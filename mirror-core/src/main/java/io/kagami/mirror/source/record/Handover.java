package io.kagami.mirror.source.record;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.record.partition.MirroredPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores, when a task ends in good order, where a task of either mode goes on: the next source record belongs at the log end of the copy,
 * whatever lies before it, markers of transactions and gaps left by filters included.
 *
 * <p>Threading: Connect's task thread; blocks a few seconds at most.
 */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ASK_MS = 1_000;
    private static final long PAUSE_MS = 20;

    private final RecordSettings settings;

    Handover(RecordSettings settings) {
        this.settings = settings;
    }

    /** Leaves out partitions of which Connect still holds records, and those whose copy's end is not certain. */
    void store(Collection<MirroredPartition> partitions) throws InterruptedException {
        Map<TopicPartition, MirroredPartition> ended = partitions.stream()
                .filter(MirroredPartition::hasEnded)
                .collect(Collectors.toMap(
                        partition -> partition.member().target(), partition -> partition, (one, other) -> one));
        if (ended.isEmpty()) {
            return;
        }
        List<Progress> last = new ArrayList<>();
        settledLogEnds(ended.keySet()).forEach((target, logEnd) -> {
            MirroredPartition partition = ended.get(target);
            if (partition != null) {
                partition.handOver(logEnd).ifPresent(last::add);
            }
        });
        if (last.size() < ended.size()) {
            LOG.warn(
                    "last positions not stored flow={} partitions={}; what Connect has stored counts",
                    settings.flow(),
                    ended.size() - last.size());
        }
        if (!last.isEmpty()) {
            new OffsetSyncLog(settings.syncs())
                    .writeLast(
                            last.stream()
                                    .flatMap(progress -> progress.runs().stream())
                                    .toList(),
                            last.stream().map(Progress::sync).toList());
        }
    }

    /** Ends, which are high watermarks, at which no transaction is open: a commit is acknowledged before its markers are written. */
    private Map<TopicPartition, Long> settledLogEnds(Collection<TopicPartition> targets) throws InterruptedException {
        Map<TopicPartition, Long> settled = new HashMap<>();
        List<TopicPartition> open = new ArrayList<>(targets);
        Admin admin = AdminClients.create(settings.syncs().admin());
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                Map<TopicPartition, Long> stable = logEnds(admin, open, IsolationLevel.READ_COMMITTED);
                open.retainAll(stable.keySet());
                logEnds(admin, open, IsolationLevel.READ_UNCOMMITTED).forEach((target, logEnd) -> {
                    if (logEnd.equals(stable.get(target))) {
                        settled.put(target, logEnd);
                    }
                });
                open.removeAll(settled.keySet());
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        } catch (KafkaException e) {
            LOG.warn("cannot ask where the copies end flow={} error={}", settings.flow(), e.getMessage());
        } finally {
            admin.close(Duration.ZERO);
        }
        return settled;
    }

    /** Nothing is heard of a partition that is gone, or has no leader; it keeps no other one from being handed over. */
    private static Map<TopicPartition, Long> logEnds(Admin admin, List<TopicPartition> targets, IsolationLevel level)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                targets.stream().collect(Collectors.toMap(target -> target, target -> OffsetSpec.latest()));
        ListOffsetsResult answers = admin.listOffsets(asked, new ListOffsetsOptions(level).timeoutMs(ASK_MS));
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition target : targets) {
            try {
                ends.put(target, answers.partitionResult(target).get().offset());
            } catch (ExecutionException e) {
                LOG.debug("log end not told target={}", target, e);
            }
        }
        return ends;
    }
}
