package io.kagami.mirror.wire.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;

/**
 * Asks whether records of a topic stay where they are until they are deleted from its start: the cleanup policy is {@code delete}
 * alone. Where the cluster does not say, the answer is no.
 *
 * <p>Threading: the thread that owns the connection.
 */
public final class CleanupLookup {

    private static final int MOST_AT_ONCE = 500;

    private final ClusterConnection connection;
    private final Queue<String> waiting = new ArrayDeque<>();
    private final Map<String, List<Consumer<Boolean>>> answers = new LinkedHashMap<>();

    public CleanupLookup(ClusterConnection connection) {
        this.connection = connection;
    }

    public void askWhetherGapless(String topic, Consumer<Boolean> answer) {
        List<Consumer<Boolean>> others = answers.get(topic);
        if (others == null) {
            others = new ArrayList<>();
            answers.put(topic, others);
            waiting.add(topic);
        }
        others.add(answer);
    }

    public void sendDue() {
        if (!waiting.isEmpty()) {
            connection.anyNode().filter(connection::ready).ifPresent(this::send);
        }
    }

    private void send(Node node) {
        List<String> topics = new ArrayList<>();
        List<DescribeConfigsResource> resources = new ArrayList<>();
        while (!waiting.isEmpty() && topics.size() < MOST_AT_ONCE) {
            String topic = waiting.remove();
            topics.add(topic);
            resources.add(new DescribeConfigsResource()
                    .setResourceType(ConfigResource.Type.TOPIC.id())
                    .setResourceName(topic)
                    .setConfigurationKeys(List.of(TopicConfig.CLEANUP_POLICY_CONFIG)));
        }
        connection.send(
                node,
                new DescribeConfigsRequest.Builder(new DescribeConfigsRequestData().setResources(resources)),
                answer -> handle(answer, topics));
    }

    private void handle(ClientResponse answer, List<String> topics) {
        if (!(answer.responseBody() instanceof DescribeConfigsResponse response)) {
            waiting.addAll(topics);
            return;
        }
        for (DescribeConfigsResult result : response.data().results()) {
            topics.remove(result.resourceName());
            if (Errors.forCode(result.errorCode()).exception() instanceof RetriableException) {
                waiting.add(result.resourceName());
            } else {
                tell(result.resourceName(), isGapless(result));
            }
        }
        topics.forEach(topic -> tell(topic, false));
    }

    private void tell(String topic, boolean gapless) {
        List<Consumer<Boolean>> asking = answers.remove(topic);
        if (asking != null) {
            asking.forEach(one -> one.accept(gapless));
        }
    }

    private static boolean isGapless(DescribeConfigsResult result) {
        return result.errorCode() == Errors.NONE.code()
                && result.configs().stream()
                        .filter(config -> config.name().equals(TopicConfig.CLEANUP_POLICY_CONFIG))
                        .map(DescribeConfigsResourceResult::value)
                        .anyMatch(TopicConfig.CLEANUP_POLICY_DELETE::equals);
    }
}
