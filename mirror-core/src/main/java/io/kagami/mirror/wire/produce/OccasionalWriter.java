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
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
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
    private @Nullable Outcome answer;
    private boolean underWay;

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
     */
    public Outcome write(byte[] key, byte[] value, long timestampMs, Duration patience) {
        MemoryRecords records = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(timestampMs, key, value));
        long deadlineMs = time.milliseconds() + patience.toMillis();
        answer = null;
        boolean sent = false;
        for (long nowMs = time.milliseconds(); answer == null && nowMs < deadlineMs; nowMs = time.milliseconds()) {
            sent = sent || sendIfPossible(records);
            connection.poll(Math.max(1, deadlineMs - nowMs));
        }
        Outcome told = answer;
        return told == null ? (isAbsent() ? Outcome.NO_TOPIC : Outcome.PENDING) : told;
    }

    private boolean sendIfPossible(MemoryRecords records) {
        if (isAbsent()) {
            connection.refreshMetadata();
        }
        Optional<Node> leader = connection.leader(partition);
        boolean possible = !underWay && leader.filter(connection::ready).isPresent();
        if (possible) {
            leader.ifPresent(node -> send(node, records));
        }
        return possible;
    }

    private boolean isAbsent() {
        return connection.metadataKnown() && connection.leader(partition).isEmpty();
    }

    private void send(Node leader, MemoryRecords records) {
        underWay = true;
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
                                .setRecords(records))));
        connection.send(leader, ProduceRequest.builder(data), this::answered);
    }

    private void answered(ClientResponse response) {
        underWay = false;
        Errors error = response.responseBody() instanceof ProduceResponse produced
                ? produced.errorCounts().keySet().stream()
                        .filter(each -> each != Errors.NONE)
                        .findFirst()
                        .orElse(Errors.NONE)
                : Errors.NETWORK_EXCEPTION;
        answer = switch (error) {
            case NONE -> Outcome.WRITTEN;
            case TOPIC_AUTHORIZATION_FAILED, CLUSTER_AUTHORIZATION_FAILED -> Outcome.FORBIDDEN;
            default -> Outcome.FAILED;
        };
        if (answer == Outcome.FAILED) {
            connection.refreshMetadata();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
