package io.kagami.mirror.wire.produce;

import io.kagami.mirror.wire.connection.ClusterConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.utils.Time;

/**
 * Puts together one Produce request per leader and turn, with at most one batch per partition (the protocol's rule), and tells each
 * {@link PartitionSender} what became of its batch.
 *
 * <p>Threading: the producer's thread.
 */
final class ProduceRequests {

    private static final short ACKS_ALL = -1;
    private static final int MAX_REQUEST_BYTES = 8 << 20;

    private record Sent(PartitionSender sender, Attempt attempt) {}

    private final ClusterConnection connection;
    private final AppendListener listener;
    private final Time time;
    /** Those with something to send or under way; rotated so that none is always first. */
    private final Set<PartitionSender> active = new LinkedHashSet<>();

    private final RoundTrip roundTrip = new RoundTrip();
    private final Map<Integer, Integer> underWay = new HashMap<>();

    ProduceRequests(ClusterConnection connection, AppendListener listener, Time time) {
        this.connection = connection;
        this.listener = listener;
        this.time = time;
    }

    void add(PartitionSender sender) {
        active.add(sender);
    }

    void remove(PartitionSender sender) {
        active.remove(sender);
    }

    boolean idle() {
        return active.isEmpty();
    }

    /** Sends all that brokers take now; returns whether something is left that no answer will set going. */
    boolean sendDue(long nowMs) {
        boolean blocked;
        Map<Node, Turn> turns = new HashMap<>();
        do {
            turns.clear();
            blocked = gather(turns, nowMs);
            turns.forEach((leader, turn) -> turn.send(leader));
        } while (!turns.isEmpty());
        return blocked;
    }

    private boolean gather(Map<Node, Turn> turns, long nowMs) {
        boolean blocked = false;
        Map<Node, Boolean> ready = new HashMap<>();
        List<PartitionSender> served = new ArrayList<>();
        for (Iterator<PartitionSender> each = active.iterator(); each.hasNext(); ) {
            PartitionSender sender = each.next();
            sender.ensureSameTopic(connection.topicId(sender.partition().topic()));
            if (sender.idle()) {
                each.remove();
            } else if (!sender.canSend(nowMs, roundTrip.window())) {
                blocked |= sender.waitsForTime(nowMs);
                sender.detachIfLasting(nowMs);
            } else {
                Optional<Node> leader = leader(sender, ready, nowMs);
                if (leader.isEmpty()) {
                    blocked = true;
                } else if (turns.computeIfAbsent(leader.get(), node -> new Turn())
                        .take(sender)) {
                    served.add(sender);
                }
            }
        }
        served.forEach(active::remove);
        active.addAll(served);
        return blocked;
    }

    /** The leader of the sender's partition if it can be sent to now. */
    private Optional<Node> leader(PartitionSender sender, Map<Node, Boolean> ready, long nowMs) {
        Optional<Node> leader = connection.leader(sender.partition());
        if (leader.isEmpty()) {
            connection.refreshMetadata();
            sender.cannotReachLeader(nowMs);
            return leader;
        }
        boolean isReady = ready.computeIfAbsent(leader.get(), this::isReady);
        if (!isReady && !connection.isConnected(leader.get())) {
            sender.cannotReachLeader(nowMs);
        }
        return isReady && sender.mayGoTo(leader.get().id()) ? leader : Optional.empty();
    }

    private boolean isReady(Node leader) {
        return underWay.getOrDefault(leader.id(), 0) < roundTrip.window() && connection.ready(leader);
    }

    /** What goes to one leader at once. */
    private final class Turn {
        private final Map<TopicPartition, Sent> sent = new HashMap<>();
        private final Map<Uuid, String> namesById = new HashMap<>();
        private final ProduceRequestData data = new ProduceRequestData()
                .setTransactionalId(null)
                .setAcks(ACKS_ALL)
                .setTimeoutMs(connection.requestTimeoutMs());
        private int bytes;

        boolean take(PartitionSender sender) {
            int size = sender.nextSizeInBytes();
            if (bytes > 0 && bytes + size > MAX_REQUEST_BYTES) {
                return false;
            }
            bytes += size;
            Attempt attempt = sender.take();
            TopicPartition partition = sender.partition();
            sent.put(partition, new Sent(sender, attempt));
            topic(partition.topic())
                    .partitionData()
                    .add(new PartitionProduceData()
                            .setIndex(partition.partition())
                            .setRecords(MemoryRecords.readableRecords(
                                    attempt.batch().buffer())));
            return true;
        }

        private TopicProduceData topic(String name) {
            Uuid id = connection.topicId(name);
            TopicProduceData topic = data.topicData().find(name, id);
            if (topic == null) {
                topic = new TopicProduceData().setName(name).setTopicId(id);
                data.topicData().add(topic);
                namesById.put(id, name);
            }
            return topic;
        }

        void send(Node leader) {
            underWay.merge(leader.id(), 1, Integer::sum);
            connection.send(leader, ProduceRequest.builder(data), answer -> {
                underWay.merge(leader.id(), -1, Integer::sum);
                handle(answer);
            });
        }

        private void handle(ClientResponse answer) {
            if (answer.responseBody() instanceof ProduceResponse response) {
                if (response.throttleTimeMs() > 0) {
                    sent.keySet().stream()
                            .findFirst()
                            .ifPresent(one -> listener.throttled(one, response.throttleTimeMs()));
                }
                roundTrip.note(answer.requestLatencyMs(), time.milliseconds());
                for (TopicProduceResponse topic : response.data().responses()) {
                    String name = topic.name().isEmpty() ? namesById.get(topic.topicId()) : topic.name();
                    for (PartitionProduceResponse part : topic.partitionResponses()) {
                        settle(new TopicPartition(name, part.index()), part);
                    }
                }
            }
            // A broken connection, or an answer that leaves a partition out: nobody knows whether it was written.
            for (Sent left : List.copyOf(sent.values())) {
                left.sender.failed(
                        left.attempt,
                        ProduceErrors.UNKNOWN_OUTCOME,
                        Errors.NETWORK_EXCEPTION,
                        "the connection broke before the answer came",
                        time.milliseconds());
                connection.refreshMetadata();
            }
        }

        private void settle(TopicPartition partition, PartitionProduceResponse part) {
            Sent done = sent.remove(partition);
            if (done == null) {
                return;
            }
            Errors error = Errors.forCode(part.errorCode());
            ProduceErrors kind = ProduceErrors.of(error);
            if (kind == ProduceErrors.NONE) {
                done.sender.appended(done.attempt, part.baseOffset());
                return;
            }
            if (kind.asksForMetadata()) {
                connection.refreshMetadata();
            }
            String message = part.errorMessage() == null ? error.message() : part.errorMessage();
            done.sender.failed(done.attempt, kind, error, message, time.milliseconds());
        }
    }
}
