package io.kagami.mirror.wire.group;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.connection.AnswerMemory;
import io.kagami.mirror.wire.connection.ClusterConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeGroupsRequest;
import org.apache.kafka.common.requests.DescribeGroupsResponse;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;
import org.apache.kafka.common.requests.FindCoordinatorResponse;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * Asks who is in a group of the classic protocol, and with what its members joined, which Kafka's own admin client keeps to itself.
 *
 * <p>Threading: one thread; blocks.
 */
public final class GroupLookup implements AutoCloseable {

    private static final Duration METADATA_AGE = Duration.ofMinutes(5);
    private static final long POLL_MS = 100;
    private static final long RETRY_MS = 200;

    /**
     * A member.
     *
     * @param host it connects from, as the cluster sees it
     * @param metadata as it joined with; empty while the group settles
     */
    public record Member(String host, ByteBuffer metadata) {}

    private final ClusterAlias alias;
    private final String group;
    private final ClusterConnection connection;
    private final Time time = Time.SYSTEM;
    private @Nullable Node coordinator;
    private boolean underWay;
    private long notBeforeMs;
    private @Nullable List<Member> members;
    private @Nullable KafkaException refusal;

    /** Opens nothing yet. */
    public GroupLookup(ClusterAlias alias, Map<String, Object> consumerSettings, String group) {
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        this.alias = alias;
        this.group = group;
        this.connection = ClusterConnection.open(
                alias, new ConsumerConfig(settings), 1, METADATA_AGE, topic -> false, AnswerMemory.fresh(), time);
    }

    /**
     * The members now; none where there is no such group.
     *
     * @throws KafkaException if the cluster refuses, or does not answer in time; the next call asks anew
     */
    public List<Member> members(Duration patience) {
        members = null;
        refusal = null;
        long deadlineMs = time.milliseconds() + patience.toMillis();
        while (members == null && refusal == null) {
            long nowMs = time.milliseconds();
            if (nowMs >= deadlineMs) {
                throw new TimeoutException("the coordinator of group " + group + " on " + alias
                        + " did not answer within " + patience.toSeconds() + " s");
            }
            sendDue(nowMs);
            connection.poll(Math.min(POLL_MS, deadlineMs - nowMs));
            connection.trouble().ifPresent(trouble -> refusal = new KafkaException(trouble));
        }
        KafkaException refused = refusal;
        List<Member> found = members;
        if (refused != null) {
            throw refused;
        }
        return found == null ? List.of() : found;
    }

    private void sendDue(long nowMs) {
        if (underWay || nowMs < notBeforeMs) {
            return;
        }
        Node known = coordinator;
        if (known == null) {
            connection.anyNode().filter(connection::ready).ifPresent(this::findCoordinator);
        } else if (connection.ready(known)) {
            describe(known);
        } else if (!connection.isConnected(known)) {
            coordinator = null;
        }
    }

    private void findCoordinator(Node node) {
        underWay = true;
        FindCoordinatorRequestData data = new FindCoordinatorRequestData()
                .setKeyType(CoordinatorType.GROUP.id())
                .setCoordinatorKeys(List.of(group));
        connection.send(node, new FindCoordinatorRequest.Builder(data), this::coordinatorFound);
    }

    private void coordinatorFound(ClientResponse answer) {
        underWay = false;
        Optional<Coordinator> found = answer.responseBody() instanceof FindCoordinatorResponse response
                ? response.coordinatorByKey(group)
                : Optional.empty();
        Errors error = found.map(each -> Errors.forCode(each.errorCode())).orElse(Errors.NETWORK_EXCEPTION);
        if (error == Errors.NONE) {
            found.ifPresent(each -> coordinator = new Node(each.nodeId(), each.host(), each.port()));
        } else {
            failed(error);
        }
    }

    private void describe(Node node) {
        underWay = true;
        DescribeGroupsRequestData data = new DescribeGroupsRequestData().setGroups(List.of(group));
        connection.send(node, new DescribeGroupsRequest.Builder(data), this::described);
    }

    private void described(ClientResponse answer) {
        underWay = false;
        if (!(answer.responseBody() instanceof DescribeGroupsResponse response)
                || response.data().groups().isEmpty()) {
            failed(Errors.NETWORK_EXCEPTION);
            return;
        }
        DescribedGroup described = response.data().groups().get(0);
        Errors error = Errors.forCode(described.errorCode());
        if (error == Errors.NONE) {
            members = described.members().stream()
                    .map(member -> new Member(member.clientHost(), ByteBuffer.wrap(member.memberMetadata())))
                    .toList();
        } else if (error == Errors.GROUP_ID_NOT_FOUND) {
            members = List.of();
        } else {
            failed(error);
        }
    }

    /** What may be over soon is tried again, with the coordinator looked for anew. */
    private void failed(Errors error) {
        if (error.exception() instanceof org.apache.kafka.common.errors.RetriableException) {
            coordinator = null;
            notBeforeMs = time.milliseconds() + RETRY_MS;
        } else {
            refusal = new KafkaException("group " + group + " on " + alias + ": " + error.message(), error.exception());
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
