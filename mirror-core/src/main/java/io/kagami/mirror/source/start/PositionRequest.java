package io.kagami.mirror.source.start;

import io.kagami.mirror.source.account.ConnectOffsets;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for through Connect's offsets API, in MirrorMaker 2's shape: {@code {cluster, topic, partition}} to
 * {@code {offset}}, the offset being that of the last copied record, or to null, which resets.
 *
 * <p>An offset of -1 is what Connect shows of a partition that was claimed at offset 0 and copied nothing yet, so it may be given back.
 *
 * @param moved last copied offset by source partition
 * @param reset source partitions of which nothing shall count as copied
 */
record PositionRequest(Map<TopicPartition, Long> moved, Set<TopicPartition> reset) {

    private static final String CLUSTER = "cluster";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String OFFSET = ConnectOffsets.OFFSET;
    /** What Connect shows of a partition may be given back. */
    private static final Set<String> SHOWN = Set.of(OFFSET, ConnectOffsets.TOPIC_ID, ConnectOffsets.LEADER_EPOCH);

    private static final long NOTHING_COPIED = -1;

    PositionRequest {
        moved = Map.copyOf(moved);
        reset = Set.copyOf(reset);
    }

    /**
     * Reads a request. What is reset need not make sense, so that an operator can clear away anything.
     *
     * @throws ConnectException with all that is wrong
     */
    static PositionRequest parse(ClusterAlias source, Map<Map<String, ?>, Map<String, ?>> offsets) {
        Map<TopicPartition, Long> moved = new HashMap<>();
        Set<TopicPartition> reset = new HashSet<>();
        List<String> problems = new ArrayList<>();
        offsets.forEach((partition, offset) -> {
            List<String> wrong = new ArrayList<>(problems(source, partition));
            if (offset == null) {
                if (wrong.isEmpty()) {
                    reset.add(topicPartition(partition));
                }
                return;
            }
            Optional<Long> lastCopied = lastCopied(offset);
            if (lastCopied.isEmpty()) {
                wrong.add(
                        "what is set must be {\"offset\": the offset of the last record that counts as copied, -1 for none},"
                                + " not " + offset);
            }
            if (wrong.isEmpty()) {
                lastCopied.ifPresent(last -> moved.put(topicPartition(partition), last));
            }
            wrong.forEach(problem -> problems.add(partition + ": " + problem));
        });
        throwIfAny(problems);
        return new PositionRequest(moved, reset);
    }

    static void throwIfAny(Collection<String> problems) {
        if (!problems.isEmpty()) {
            throw new ConnectException("no position was changed: "
                    + String.join("; ", problems.stream().sorted().toList()));
        }
    }

    private static List<String> problems(ClusterAlias source, @Nullable Map<String, ?> partition) {
        if (partition == null) {
            return List.of("a partition is missing");
        }
        List<String> problems = new ArrayList<>();
        if (!source.name().equals(partition.get(CLUSTER))) {
            problems.add("`cluster` must be \"" + source + "\", the alias of this connector's source");
        }
        if (!(partition.get(TOPIC) instanceof String topic) || topic.isEmpty()) {
            problems.add("`topic` must be the name of a source topic");
        }
        if (wholeNumber(partition.get(PARTITION))
                .filter(number -> number >= 0 && number <= Integer.MAX_VALUE)
                .isEmpty()) {
            problems.add("`partition` must be a whole number from 0 on");
        }
        return problems;
    }

    private static Optional<Long> lastCopied(Map<String, ?> offset) {
        return wholeNumber(offset.get(OFFSET))
                .filter(number ->
                        SHOWN.containsAll(offset.keySet()) && number >= NOTHING_COPIED && number < Long.MAX_VALUE);
    }

    /** Connect has read JSON: small numbers may be integers, and others fractions. */
    private static Optional<Long> wholeNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Integer
                ? Optional.of(((Number) value).longValue())
                : Optional.empty();
    }

    private static TopicPartition topicPartition(Map<String, ?> partition) {
        int number = wholeNumber(partition.get(PARTITION)).orElseThrow().intValue();
        return new TopicPartition(String.valueOf(partition.get(TOPIC)), number);
    }
}
