package io.kagami.mirror.wire.connection;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;

/**
 * Reads stretches of partitions to see who wrote them, one at a time and not in haste: what is asked here is worth knowing, and nobody waits for
 * it.
 *
 * <p>Threading: the thread that owns the connection.
 */
public final class WrittenLookup {

    private static final int FETCH_BYTES = 1 << 20;
    private static final long PACE_MS = 20;
    private static final long RETRY_BACKOFF_MS = 200;
    private static final long GIVE_UP_MS = Duration.ofMinutes(10).toMillis();
    /** The last version of Fetch that names topics instead of giving their ids. */
    private static final short LAST_VERSION_WITH_NAMES = 12;

    private static final class Question {
        private final TopicPartition partition;
        private final SequenceWalk walk;
        private final Consumer<Optional<SequenceWalk>> answer;
        private long askedSinceMs;

        Question(TopicPartition partition, SequenceWalk walk, Consumer<Optional<SequenceWalk>> answer) {
            this.partition = partition;
            this.walk = walk;
            this.answer = answer;
        }
    }

    private final ClusterConnection connection;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private boolean underWay;
    private long nowMs;
    private long notBeforeMs;

    public WrittenLookup(ClusterConnection connection) {
        this.connection = connection;
    }

    /** Walks to the end of the stretch; the answer is empty where it cannot be read: no right, or records are gone. */
    public void ask(TopicPartition partition, SequenceWalk walk, Consumer<Optional<SequenceWalk>> answer) {
        waiting.add(new Question(partition, walk, answer));
    }

    public boolean idle() {
        return waiting.isEmpty();
    }

    /** Sends what is due. */
    public void sendDue(long now) {
        nowMs = now;
        Question question = waiting.peek();
        if (question == null || underWay || now < notBeforeMs) {
            return;
        }
        if (question.askedSinceMs == 0) {
            question.askedSinceMs = now;
        }
        Optional<Node> leader = connection.leader(question.partition).filter(connection::ready);
        if (leader.isPresent()) {
            send(leader.get(), question);
        } else {
            later(question);
        }
    }

    private void send(Node leader, Question question) {
        Uuid topicId = connection.topicId(question.partition.topic());
        short maxVersion = topicId.equals(Uuid.ZERO_UUID) ? LAST_VERSION_WITH_NAMES : ApiKeys.FETCH.latestVersion();
        FetchRequest.PartitionData from = new FetchRequest.PartitionData(
                topicId,
                question.walk.offset(),
                FetchRequest.INVALID_LOG_START_OFFSET,
                FETCH_BYTES,
                connection.leaderEpoch(question.partition));
        underWay = true;
        connection.send(
                leader,
                FetchRequest.Builder.forConsumer(maxVersion, 0, 0, Map.of(question.partition, from))
                        .isolationLevel(IsolationLevel.READ_UNCOMMITTED)
                        .setMaxBytes(FETCH_BYTES),
                answer -> {
                    underWay = false;
                    handle(question, topicId, answer);
                });
    }

    private void handle(Question question, Uuid topicId, ClientResponse answer) {
        FetchResponseData.PartitionData data = answer.responseBody() instanceof FetchResponse response
                ? response.responseData(
                                Map.of(topicId, question.partition.topic()),
                                answer.requestHeader().apiVersion())
                        .get(question.partition)
                : null;
        if (data == null) {
            later(question);
            return;
        }
        Errors error = Errors.forCode(data.errorCode());
        if (error == Errors.NONE) {
            read(question, data);
        } else if (error.exception() instanceof RetriableException) {
            later(question);
        } else {
            done(question, Optional.empty());
        }
    }

    private void read(Question question, FetchResponseData.PartitionData data) {
        long before = question.walk.offset();
        question.walk.read(data.records() instanceof MemoryRecords records ? records.buffer() : ByteBuffer.allocate(0));
        if (question.walk.isOver()) {
            done(question, Optional.of(question.walk));
        } else if (question.walk.offset() == before) {
            later(question);
        } else {
            question.askedSinceMs = nowMs;
            notBeforeMs = nowMs + PACE_MS;
        }
    }

    private void done(Question question, Optional<SequenceWalk> walk) {
        waiting.remove(question);
        question.answer.accept(walk);
    }

    /** Others come first meanwhile. */
    private void later(Question question) {
        connection.refreshMetadata();
        notBeforeMs = nowMs + RETRY_BACKOFF_MS;
        waiting.remove(question);
        if (nowMs - question.askedSinceMs < GIVE_UP_MS) {
            waiting.add(question);
        } else {
            question.answer.accept(Optional.empty());
        }
    }
}
