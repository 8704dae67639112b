package io.kagami.mirror.wire.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks partition leaders where their logs begin and end. Questions are kept until they are answered or cancelled; what cannot be
 * answered now is asked again after a while.
 *
 * <p>Threading: the thread that owns the connection.
 */
public final class OffsetLookup {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetLookup.class);
    private static final long RETRY_BACKOFF_MS = 100;
    /** Errors that pass by themselves, as leaders move and topics spread. */
    private static final Set<Errors> PASSING = EnumSet.of(
            Errors.NOT_LEADER_OR_FOLLOWER,
            Errors.FENCED_LEADER_EPOCH,
            Errors.UNKNOWN_LEADER_EPOCH,
            Errors.LEADER_NOT_AVAILABLE,
            Errors.OFFSET_NOT_AVAILABLE,
            Errors.REPLICA_NOT_AVAILABLE,
            Errors.UNKNOWN_TOPIC_OR_PARTITION,
            Errors.KAFKA_STORAGE_ERROR);

    private final ClusterConnection connection;
    private final Map<TopicPartition, Errors> reported = new HashMap<>();
    /** All that are not answered, so that cancelling does not look through those of other partitions. */
    private final Map<TopicPartition, List<OffsetQuestion>> open = new HashMap<>();

    private List<OffsetQuestion> waiting = new ArrayList<>();
    private long nowMs;

    public OffsetLookup(ClusterConnection connection) {
        this.connection = connection;
    }

    public void ask(TopicPartition partition, OffsetQuestion.Position position, LongConsumer answer) {
        add(new OffsetQuestion(partition, position, answer, OptionalLong.empty(), 0));
    }

    private void add(OffsetQuestion question) {
        open.computeIfAbsent(question.partition(), partition -> new ArrayList<>(2))
                .add(question);
        waiting.add(question);
    }

    /**
     * Asks for the first record of this time or later. Where there is none, the answer is the high watermark as it was before that was
     * known, so that no record is missed that is written meanwhile.
     */
    public void askSince(TopicPartition partition, Instant time, LongConsumer answer) {
        ask(
                partition,
                OffsetQuestion.Position.HIGH_WATERMARK,
                end -> add(new OffsetQuestion(
                        partition, OffsetQuestion.Position.since(time), answer, OptionalLong.of(end), 0)));
    }

    /** Asks not at once, because the last answer was of no use yet. */
    public void askLater(TopicPartition partition, OffsetQuestion.Position position, LongConsumer answer) {
        add(new OffsetQuestion(partition, position, answer, OptionalLong.empty(), nowMs + RETRY_BACKOFF_MS));
    }

    /** Nobody wants to know any more, and nobody will be told. */
    public void cancel(TopicPartition partition) {
        List<OffsetQuestion> ofPartition = open.remove(partition);
        if (ofPartition != null) {
            ofPartition.forEach(OffsetQuestion::cancel);
        }
    }

    public boolean idle() {
        return waiting.isEmpty();
    }

    /** Sends what is due to those leaders that are known and ready. */
    public void sendDue(long now) {
        nowMs = now;
        if (waiting.isEmpty()) {
            return;
        }
        List<OffsetQuestion> left = new ArrayList<>();
        Map<Node, Map<OffsetQuestion.Position, List<OffsetQuestion>>> byLeader = new HashMap<>();
        for (OffsetQuestion question : waiting) {
            if (question.isCancelled()) {
                continue;
            }
            if (!question.isDue(now)) {
                left.add(question);
                continue;
            }
            connection
                    .leader(question.partition())
                    .filter(connection::ready)
                    .ifPresentOrElse(
                            leader -> byLeader.computeIfAbsent(leader, node -> new HashMap<>())
                                    .computeIfAbsent(question.position(), position -> new ArrayList<>())
                                    .add(question),
                            () -> left.add(askOnceThereIsALeader(question)));
        }
        waiting = left;
        byLeader.forEach((leader, byPosition) -> byPosition.forEach((position, questions) -> send(leader, questions)));
    }

    private void send(Node leader, List<OffsetQuestion> questions) {
        if (!connection.ready(leader)) {
            waiting.addAll(questions);
            return;
        }
        connection.send(
                leader,
                OffsetQuestion.request(questions, connection::leaderEpoch, connection.requestTimeoutMs()),
                answer -> handle(answer, questions));
    }

    private OffsetQuestion askOnceThereIsALeader(OffsetQuestion question) {
        connection.refreshMetadata();
        question.notAsked(nowMs);
        return question;
    }

    private OffsetQuestion retry(OffsetQuestion question) {
        connection.refreshMetadata();
        question.askLater(nowMs);
        return question;
    }

    private void handle(ClientResponse response, List<OffsetQuestion> questions) {
        Map<TopicPartition, OptionalLong> offsets = new HashMap<>();
        if (response.responseBody() instanceof ListOffsetsResponse answer) {
            for (ListOffsetsTopicResponse topic : answer.topics()) {
                for (ListOffsetsPartitionResponse part : topic.partitions()) {
                    read(new TopicPartition(topic.name(), part.partitionIndex()), part, offsets);
                }
            }
        }
        for (OffsetQuestion question : questions) {
            if (question.isCancelled()) {
                continue;
            }
            OptionalLong found = offsets.get(question.partition());
            OptionalLong offset = found != null && found.isEmpty() ? question.answerIfNone() : found;
            if (offset == null || offset.isEmpty()) {
                waiting.add(retry(question));
            } else {
                close(question);
                question.answer().accept(offset.getAsLong());
            }
        }
    }

    private void close(OffsetQuestion question) {
        List<OffsetQuestion> ofPartition = open.get(question.partition());
        if (ofPartition != null && ofPartition.remove(question) && ofPartition.isEmpty()) {
            open.remove(question.partition());
        }
    }

    private void read(
            TopicPartition partition, ListOffsetsPartitionResponse part, Map<TopicPartition, OptionalLong> offsets) {
        Errors error = Errors.forCode(part.errorCode());
        if (error == Errors.NONE) {
            offsets.put(partition, part.offset() >= 0 ? OptionalLong.of(part.offset()) : OptionalLong.empty());
            reported.remove(partition);
        } else if (!PASSING.contains(error) && reported.put(partition, error) != error) {
            LOG.error(
                    "offsets cannot be asked for, will keep trying cluster={} topic={} partition={} error={}",
                    connection.alias(),
                    partition.topic(),
                    partition.partition(),
                    error);
        }
    }
}
