package io.kagami.mirror.wire.produce;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.connection.AnswerMemory;
import io.kagami.mirror.wire.connection.ClusterConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * Writes a small record now and then, without a thread of its own: for signs of life, of which one may be missed.
 *
 * <p>Threading: one thread at a time.
 */
public final class OccasionalWriter implements AutoCloseable {

    private static final Duration METADATA_AGE = Duration.ofMinutes(5);
    private static final short LEADER_ONLY = 1;
    /** A leader that was not ready is tried again after so long. */
    private static final long LONGEST_POLL_MS = 100;

    /** What became of a record. */
    public enum Outcome {
        WRITTEN,
        /** No answer in time; it may be written yet. */
        PENDING,
        /** There is no such topic, or none that may be seen. */
        NO_TOPIC,
        /** The cluster does not allow it. */
        FORBIDDEN,
        /** Another error. */
        FAILED
    }

    private final ClusterConnection connection;
    private final TopicPartition partition;
    private final Time time = Time.SYSTEM;
    /** The one that was sent last. */
    private @Nullable Writing sent;

    /** What is known of a record. */
    private static final class Writing {
        private final MemoryRecords bytes;
        private @Nullable Outcome answer;

        private Writing(MemoryRecords bytes) {
            this.bytes = bytes;
        }
    }

    /** Opens nothing yet. */
    public OccasionalWriter(ClusterAlias alias, Map<String, Object> producerSettings, TopicPartition partition) {
        Map<String, Object> settings = new HashMap<>(producerSettings);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        this.partition = partition;
        this.connection = ClusterConnection.open(
                alias,
                new ProducerConfig(settings),
                1,
                METADATA_AGE,
                partition.topic()::equals,
                AnswerMemory.fresh(),
                time);
    }

    /**
     * Sends a record, acknowledged by the partition's leader alone.
     *
     * @param patience how long to wait at most for a connection and for the answer
     * @return what became of it; while that is not known, what became of the one before, if that was answered meanwhile: where answers take
     *     longer than the patience, that is all there is to be known
     * @throws AuthenticationException if the cluster does not let us in
     * @throws InterruptedException if the thread is interrupted; the record may be written yet
     */
    public Outcome write(byte[] key, byte[] value, long timestampMs, Duration patience) throws InterruptedException {
        Writing record =
                new Writing(MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(timestampMs, key, value)));
        Writing before = isUnderWay() ? sent : null;
        long deadlineMs = time.milliseconds() + patience.toMillis();
        for (long nowMs = time.milliseconds();
                record.answer == null && nowMs < deadlineMs;
                nowMs = time.milliseconds()) {
            if (Thread.interrupted()) { // which keeps the connection from waiting for anything
                throw new InterruptedException("nothing is written any more");
            }
            if (sent != record) {
                sendIfPossible(record);
            }
            connection.poll(Math.min(LONGEST_POLL_MS, deadlineMs - nowMs));
        }
        Outcome late = before == null ? null : before.answer;
        return record.answer != null ? record.answer : late != null ? late : unanswered();
    }

    private Outcome unanswered() {
        Optional<KafkaException> refusal = connection.failure().filter(AuthenticationException.class::isInstance);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return isAbsent() ? Outcome.NO_TOPIC : Outcome.PENDING;
    }

    private boolean isUnderWay() {
        return sent != null && sent.answer == null;
    }

    private void sendIfPossible(Writing record) {
        if (isAbsent()) {
            connection.refreshMetadata();
        }
        if (!isUnderWay()) {
            connection.leader(partition).filter(connection::ready).ifPresent(leader -> send(leader, record));
        }
    }

    private boolean isAbsent() {
        return connection.metadataKnown() && connection.leader(partition).isEmpty();
    }

    private void send(Node leader, Writing record) {
        sent = record;
        ProduceRequestData data = new ProduceRequestData()
                .setTransactionalId(null)
                .setAcks(LEADER_ONLY)
                .setTimeoutMs(connection.requestTimeoutMs());
        data.topicData()
                .add(new TopicProduceData()
                        .setName(partition.topic())
                        .setTopicId(connection.topicId(partition.topic()))
                        .setPartitionData(List.of(new PartitionProduceData()
                                .setIndex(partition.partition())
                                .setRecords(record.bytes))));
        connection.send(leader, ProduceRequest.builder(data), response -> record.answer = answer(response));
    }

    private Outcome answer(ClientResponse response) {
        Errors error = response.responseBody() instanceof ProduceResponse produced
                ? produced.errorCounts().keySet().stream()
                        .filter(each -> each != Errors.NONE)
                        .findFirst()
                        .orElse(Errors.NONE)
                : Errors.NETWORK_EXCEPTION;
        return switch (error) {
            case NONE -> Outcome.WRITTEN;
            case TOPIC_AUTHORIZATION_FAILED, CLUSTER_AUTHORIZATION_FAILED -> Outcome.FORBIDDEN;
            default -> {
                connection.refreshMetadata();
                yield Outcome.FAILED;
            }
        };
    }

    @Override
    public void close() {
        connection.close();
    }
}
