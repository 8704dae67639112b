package io.kagami.mirror.wire.connection;

import io.kagami.mirror.offset.ProducerPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeProducersResponseData.PartitionResponse;
import org.apache.kafka.common.message.DescribeProducersResponseData.ProducerState;
import org.apache.kafka.common.message.DescribeProducersResponseData.TopicResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeProducersRequest;
import org.apache.kafka.common.requests.DescribeProducersResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks partition leaders which producers they remember (DescribeProducers, KIP-664). Questions are kept until they are answered or
 * cancelled. Brokers tell those only who may READ the topic.
 *
 * <p>Threading: the thread that owns the connection.
 */
public final class WriterLookup {

    private static final Logger LOG = LoggerFactory.getLogger(WriterLookup.class);

    /** One question, cancelled or not. */
    private static final class Question {
        private final TopicPartition partition;
        private final Consumer<KnownWriters> answer;
        private long notBeforeMs;
        private int timesInVain;
        private boolean cancelled;

        Question(TopicPartition partition, Consumer<KnownWriters> answer, long notBeforeMs) {
            this.partition = partition;
            this.answer = answer;
            this.notBeforeMs = notBeforeMs;
        }
    }

    private final ClusterConnection connection;
    /** All that are not answered, so that cancelling does not look through those of other partitions. */
    private final Map<TopicPartition, List<Question>> open = new HashMap<>();

    private List<Question> waiting = new ArrayList<>();
    private boolean saidUntold;
    private long nowMs;

    public WriterLookup(ClusterConnection connection) {
        this.connection = connection;
    }

    public void ask(TopicPartition partition, long notBeforeMs, Consumer<KnownWriters> answer) {
        Question question = new Question(partition, answer, notBeforeMs);
        open.computeIfAbsent(partition, key -> new ArrayList<>(2)).add(question);
        waiting.add(question);
    }

    /** Nobody wants to know any more, and nobody will be told. */
    public void cancel(TopicPartition partition) {
        List<Question> ofPartition = open.remove(partition);
        if (ofPartition != null) {
            ofPartition.forEach(question -> question.cancelled = true);
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
        Map<Node, List<Question>> byLeader = new HashMap<>();
        List<Question> left = new ArrayList<>();
        for (Question question : waiting) {
            if (question.cancelled) {
                continue;
            }
            Optional<Node> leader = connection.leader(question.partition).filter(connection::ready);
            if (leader.isPresent() && now >= question.notBeforeMs) {
                byLeader.computeIfAbsent(leader.get(), node -> new ArrayList<>())
                        .add(question);
            } else {
                left.add(question);
            }
            if (leader.isEmpty()) {
                connection.refreshMetadata();
            }
        }
        waiting = left;
        byLeader.forEach(this::send);
    }

    private void send(Node leader, List<Question> questions) {
        if (!connection.knows(leader, ApiKeys.DESCRIBE_PRODUCERS)) {
            questions.forEach(question -> answer(question, KnownWriters.untold()));
            return;
        }
        DescribeProducersRequest.Builder request =
                new DescribeProducersRequest.Builder(new DescribeProducersRequestData());
        Map<String, DescribeProducersRequestData.TopicRequest> topics = new HashMap<>();
        for (Question question : questions) {
            topics.computeIfAbsent(question.partition.topic(), request::addTopic)
                    .partitionIndexes()
                    .add(question.partition.partition());
        }
        connection.send(leader, request, answer -> handle(answer, questions));
    }

    private void handle(ClientResponse response, List<Question> questions) {
        Map<TopicPartition, KnownWriters> known = new HashMap<>();
        if (response.responseBody() instanceof DescribeProducersResponse answer) {
            for (TopicResponse topic : answer.data().topics()) {
                for (PartitionResponse part : topic.partitions()) {
                    TopicPartition partition = new TopicPartition(topic.name(), part.partitionIndex());
                    read(partition, part).ifPresent(writers -> known.put(partition, writers));
                }
            }
        }
        for (Question question : questions) {
            if (question.cancelled) {
                continue;
            }
            KnownWriters writers = known.get(question.partition);
            if (writers == null) {
                connection.refreshMetadata();
                question.timesInVain++;
                question.notBeforeMs = nowMs + RetryPause.afterMs(question.timesInVain);
                waiting.add(question);
            } else {
                answer(question, writers);
            }
        }
    }

    private void answer(Question question, KnownWriters writers) {
        List<Question> ofPartition = open.get(question.partition);
        if (ofPartition != null && ofPartition.remove(question) && ofPartition.isEmpty()) {
            open.remove(question.partition);
        }
        question.answer.accept(writers);
    }

    /** Nothing where the question is worth asking again. */
    private Optional<KnownWriters> read(TopicPartition partition, PartitionResponse part) {
        Errors error = Errors.forCode(part.errorCode());
        if (error.exception() instanceof RetriableException) {
            return Optional.empty();
        }
        if (error != Errors.NONE) {
            sayUntold(partition, error);
            return Optional.of(KnownWriters.untold());
        }
        Map<Long, ProducerPosition> next = new HashMap<>();
        for (ProducerState producer : part.activeProducers()) {
            if (producer.lastSequence() >= 0) {
                ProducerPosition last = new ProducerPosition(
                        producer.producerId(), (short) producer.producerEpoch(), producer.lastSequence());
                next.put(producer.producerId(), last.plus(1));
            }
        }
        return Optional.of(new KnownWriters(true, next));
    }

    /** Once for all partitions: a right that is missing is seldom missing for one alone. */
    private void sayUntold(TopicPartition partition, Errors error) {
        if (!saidUntold) {
            saidUntold = true;
            LOG.warn(
                    "not told who wrote to a copy, so that only its log end tells how far it is copied, and others' records cannot"
                            + " be told from ours: grant READ on the copies cluster={} topic={} partition={} error={}",
                    connection.alias(),
                    partition.topic(),
                    partition.partition(),
                    error);
        }
    }
}
