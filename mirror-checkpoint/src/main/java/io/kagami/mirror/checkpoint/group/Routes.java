package io.kagami.mirror.checkpoint.group;

import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.filter.TopicSelection;
import io.kagami.mirror.naming.RemoteTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/**
 * Which partitions of the cluster whose groups are read have a counterpart on the other one: those the flow mirrors. Under identity naming
 * both have the same name.
 *
 * <p>Threading: one thread; remembers what it was asked.
 */
public final class Routes {

    private final String source;
    private final Way way;
    private final TopicSelection selection;
    private final RemoteTopics remote;
    private final ReplicationPolicy policy;
    private final Map<TopicPartition, Optional<Route>> known = new HashMap<>();

    public Routes(FlowConfig config, Way way) {
        this.source = config.flow().source().name();
        this.way = way;
        this.selection = config.topicSelection();
        this.remote = config.remoteTopics();
        this.policy = config.replicationPolicy();
    }

    /** The route of a partition groups consume; empty if it is not mirrored. */
    public Optional<Route> of(TopicPartition consumed) {
        Optional<Route> route = known.get(consumed);
        if (route == null) {
            route = (way == Way.FORWARD ? downstream(consumed) : upstream(consumed));
            known.put(consumed, route);
        }
        return route;
    }

    private Optional<Route> downstream(TopicPartition consumed) {
        if (!selection.selects(consumed.topic())) {
            return Optional.empty();
        }
        return Optional.of(
                new Route(consumed, new TopicPartition(remote.remote(consumed.topic()), consumed.partition())));
    }

    private Optional<Route> upstream(TopicPartition consumed) {
        String original = original(consumed.topic());
        if (!selection.selects(original) || !remote.remote(original).equals(consumed.topic())) {
            return Optional.empty();
        }
        TopicPartition upstream = new TopicPartition(original, consumed.partition());
        return Optional.of(new Route(upstream, upstream));
    }

    private String original(String topic) {
        if (!source.equals(policy.topicSource(topic))) {
            return topic;
        }
        String upstream = policy.upstreamTopic(topic);
        return upstream == null ? topic : upstream;
    }
}
