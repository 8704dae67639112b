package io.kagami.mirror.wire.connection;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/**
 * Asks for a topic by its name, why it is not among those the cluster lists: a list leaves out what does not exist and what the user may not
 * see, but of a named topic a broker tells which.
 *
 * <p>Threading: the thread that owns the connection.
 */
public final class AbsenceLookup {

    private record Question(String topic, Consumer<Errors> answer) {}

    private final ClusterConnection connection;
    private final Queue<Question> waiting = new ArrayDeque<>();

    public AbsenceLookup(ClusterConnection connection) {
        this.connection = connection;
    }

    /** The answer is {@link Errors#NONE} if the topic is there after all. */
    public void ask(String topic, Consumer<Errors> answer) {
        waiting.add(new Question(topic, answer));
    }

    /** Sends the next question if a broker is ready; one at a time, as topics seldom vanish. */
    public void sendDue() {
        if (!waiting.isEmpty()) {
            connection.anyNode().filter(connection::ready).ifPresent(node -> send(node, waiting.remove()));
        }
    }

    private void send(Node node, Question question) {
        connection.send(
                node, new MetadataRequest.Builder(List.of(question.topic), false), answer -> handle(answer, question));
    }

    private void handle(ClientResponse answer, Question question) {
        if (answer.responseBody() instanceof MetadataResponse response) {
            question.answer.accept(response.errors().getOrDefault(question.topic, Errors.NONE));
        } else {
            waiting.add(question);
        }
    }
}
