package io.kagami.mirror.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;

/**
 * Asks partition leaders where their logs begin and end. Questions are kept until they are answered; retriable errors are asked
 * again at the next {@link #sendDue(long)}.
 *
 * <p>Threading: the thread that owns the connection.
 */
final class OffsetLookup {

    /** Which offset of a log is meant. */
    enum Position {
        /** The log start offset: the first record a consumer can read. */
        EARLIEST,
        /** The high watermark: one past the last record that is safe on all in-sync replicas. */
        HIGH_WATERMARK,
        /** The leader's log end, records beyond the high watermark included: only replicas and debuggers may ask. */
        LOG_END
    }

    /** Receives the answer, on the thread that owns the connection. */
    interface Answer {
        void offset(TopicPartition partition, long offset);
    }

    private record Question(TopicPartition partition, Position position, Answer answer) {}

    private static final long RETRY_BACKOFF_MS = 100;

    private final ClusterConnection connection;
    private List<Question> waiting = new ArrayList<>();
    private long notBeforeMs;

    OffsetLookup(ClusterConnection connection) {
        this.connection = connection;
    }

    void ask(TopicPartition partition, Position position, Answer answer) {
        waiting.add(new Question(partition, position, answer));
    }

    /** Nobody wants to know any more. */
    void cancel(TopicPartition partition) {
        waiting.removeIf(question -> question.partition().equals(partition));
    }

    boolean idle() {
        return waiting.isEmpty();
    }

    /** Sends what waits to those leaders that are known and ready. */
    void sendDue(long nowMs) {
        if (waiting.isEmpty() || nowMs < notBeforeMs) {
            return;
        }
        Map<Node, Map<Position, List<Question>>> byLeader = new HashMap<>();
        List<Question> later = new ArrayList<>();
        for (Question question : waiting) {
            connection
                    .leader(question.partition())
                    .filter(connection::ready)
                    .ifPresentOrElse(
                            leader -> byLeader.computeIfAbsent(leader, node -> new HashMap<>())
                                    .computeIfAbsent(question.position(), position -> new ArrayList<>())
                                    .add(question),
                            () -> later.add(question));
        }
        waiting = later;
        byLeader.forEach((leader, byPosition) -> byPosition.forEach((position, questions) -> {
            if (connection.ready(leader)) {
                connection.send(leader, request(position, questions), answer -> handle(answer, questions, nowMs));
            } else {
                waiting.addAll(questions);
            }
        }));
        if (!later.isEmpty()) {
            notBeforeMs = nowMs + RETRY_BACKOFF_MS;
            connection.refreshMetadata();
        }
    }

    private ListOffsetsRequest.Builder request(Position position, List<Question> questions) {
        Map<String, ListOffsetsTopic> topics = new HashMap<>();
        for (Question question : questions) {
            TopicPartition partition = question.partition();
            topics.computeIfAbsent(partition.topic(), name -> new ListOffsetsTopic().setName(name))
                    .partitions()
                    .add(new ListOffsetsPartition()
                            .setPartitionIndex(partition.partition())
                            .setCurrentLeaderEpoch(
                                    connection.leaderEpoch(partition).orElse(-1))
                            .setTimestamp(
                                    position == Position.EARLIEST
                                            ? ListOffsetsRequest.EARLIEST_TIMESTAMP
                                            : ListOffsetsRequest.LATEST_TIMESTAMP));
        }
        ListOffsetsRequest.Builder builder = position == Position.LOG_END
                ? ListOffsetsRequest.Builder.forReplica(
                        ApiKeys.LIST_OFFSETS.latestVersion(), ListOffsetsRequest.DEBUGGING_REPLICA_ID)
                : ListOffsetsRequest.Builder.forConsumer(true, IsolationLevel.READ_UNCOMMITTED);
        return builder.setTargetTimes(List.copyOf(topics.values())).setTimeoutMs(connection.requestTimeoutMs());
    }

    private void handle(ClientResponse response, List<Question> questions, long sentAtMs) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (response.responseBody() instanceof ListOffsetsResponse answer) {
            for (ListOffsetsResponseData.ListOffsetsTopicResponse topic : answer.topics()) {
                for (ListOffsetsResponseData.ListOffsetsPartitionResponse partition : topic.partitions()) {
                    if (Errors.forCode(partition.errorCode()) == Errors.NONE && partition.offset() >= 0) {
                        offsets.put(new TopicPartition(topic.name(), partition.partitionIndex()), partition.offset());
                    }
                }
            }
        }
        for (Question question : questions) {
            Long offset = offsets.get(question.partition());
            if (offset == null) {
                waiting.add(question);
                notBeforeMs = sentAtMs + RETRY_BACKOFF_MS;
                connection.refreshMetadata();
            } else {
                question.answer().offset(question.partition(), offset);
            }
        }
    }
}
