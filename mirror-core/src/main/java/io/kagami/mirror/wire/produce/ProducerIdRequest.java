package io.kagami.mirror.wire.produce;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.wire.connection.ClusterConnection;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets producer ids from the target, one for each time it is asked.
 *
 * <p>Threading: the thread that owns the connection.
 */
final class ProducerIdRequest {

    private static final Logger LOG = LoggerFactory.getLogger(ProducerIdRequest.class);
    private static final long RETRY_BACKOFF_MS = 200;
    /** No transaction is ever opened; the protocol wants a positive number all the same. */
    private static final int UNUSED_TRANSACTION_TIMEOUT_MS = 60_000;

    private final ClusterConnection connection;
    private final Queue<Consumer<ProducerPosition>> waiting = new ArrayDeque<>();
    private boolean underWay;
    private long notBeforeMs;
    private @Nullable Errors reported;

    ProducerIdRequest(ClusterConnection connection) {
        this.connection = connection;
    }

    /** Hands over an id that nobody has used yet, at sequence 0. */
    void ask(Consumer<ProducerPosition> answer) {
        waiting.add(answer);
    }

    boolean idle() {
        return waiting.isEmpty();
    }

    void sendDue(long nowMs) {
        if (waiting.isEmpty() || underWay || nowMs < notBeforeMs) {
            return;
        }
        connection.anyNode().filter(connection::ready).ifPresent(node -> {
            underWay = true;
            InitProducerIdRequestData data = new InitProducerIdRequestData()
                    .setTransactionalId(null)
                    .setTransactionTimeoutMs(UNUSED_TRANSACTION_TIMEOUT_MS);
            connection.send(node, new InitProducerIdRequest.Builder(data), answer -> handle(answer, nowMs));
        });
    }

    private void handle(ClientResponse answer, long sentAtMs) {
        underWay = false;
        Errors error = answer.responseBody() instanceof InitProducerIdResponse response
                ? accept(response)
                : Errors.NETWORK_EXCEPTION;
        if (error != Errors.NONE) {
            notBeforeMs = sentAtMs + RETRY_BACKOFF_MS;
            if (error != reported && error != Errors.NETWORK_EXCEPTION) {
                LOG.warn("no producer id from the target yet cluster={} error={}", connection.alias(), error);
                reported = error;
            }
        }
    }

    private Errors accept(InitProducerIdResponse response) {
        if (response.error() == Errors.NONE) {
            reported = null;
            waiting.remove()
                    .accept(new ProducerPosition(
                            response.data().producerId(), response.data().producerEpoch(), 0));
        }
        return response.error();
    }
}
