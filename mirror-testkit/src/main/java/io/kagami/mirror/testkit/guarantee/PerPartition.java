package io.kagami.mirror.testkit.guarantee;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A guarantee that holds for a topic when it holds for each of its partitions. */
final class PerPartition {

    private PerPartition() {}

    /** Collects what is found wrong, each finding headed by the partition it was found in. */
    static Verdict check(TopicCopy copy, String promise, Function<PartitionCopy, Optional<String>> finder) {
        List<String> findings = copy.partitions().stream()
                .flatMap(partition ->
                        finder.apply(partition).map(finding -> partition.partition() + ": " + finding).stream())
                .toList();
        return Verdict.of(promise, findings);
    }
}
