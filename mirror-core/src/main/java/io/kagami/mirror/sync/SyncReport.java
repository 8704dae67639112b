package io.kagami.mirror.sync;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one round did.
 *
 * @param done changes the target acknowledged
 * @param failures what was tried in this round and failed
 * @param remarks what is so at the end of it and should be known
 */
public record SyncReport(List<TopicAction> done, List<SyncFailure> failures, List<Remark> remarks) {

    /** Nothing done, nothing failed. */
    public static final SyncReport EMPTY = new SyncReport(List.of(), List.of(), List.of());

    public SyncReport {
        done = List.copyOf(done);
        failures = List.copyOf(failures);
        remarks = List.copyOf(remarks);
    }

    /** Only failures. */
    public static SyncReport failed(List<SyncFailure> failures) {
        return new SyncReport(List.of(), failures, List.of());
    }

    /** Both reports' contents. */
    public SyncReport and(SyncReport other) {
        return new SyncReport(
                concat(done, other.done), concat(failures, other.failures), concat(remarks, other.remarks));
    }

    /** Whether a cluster could not be asked at all. */
    public boolean clusterFailed() {
        return failures.stream().anyMatch(SyncFailure.OfCluster.class::isInstance);
    }

    /** The topics that failed on their own. */
    Set<String> failedTopics() {
        return failures.stream()
                .filter(SyncFailure.OfTopic.class::isInstance)
                .map(SyncFailure::affected)
                .collect(toUnmodifiableSet());
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
