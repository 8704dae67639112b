package io.kagami.mirror.source.position;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.topology.Flow;
import java.util.Map;

/**
 * Where a flow's offset syncs are kept, and how to get there.
 *
 * @param name of the topic, at the target
 * @param replicationFactor for creating it; as in Kafka, -1 leaves it to the target's brokers
 * @param formerly where MirrorMaker 2 kept its positions of the flow
 * @param consumer client settings for reading it
 * @param producer client settings for writing it
 * @param admin client settings for creating it
 */
public record OffsetSyncTopic(
        Flow flow,
        String name,
        short replicationFactor,
        MirrorMakerPositions.Topics formerly,
        Map<String, Object> consumer,
        Map<String, Object> producer,
        Map<String, Object> admin) {

    private static final short BROKER_DEFAULT = -1;

    public OffsetSyncTopic {
        consumer = Map.copyOf(consumer);
        producer = Map.copyOf(producer);
        admin = Map.copyOf(admin);
    }

    /** As a source connector's settings say. */
    public static OffsetSyncTopic of(FlowConfig config) {
        return new OffsetSyncTopic(
                config.flow(),
                config.internalTopics().syncLog(config.flow().source()),
                config.offsetSyncsReplicationFactor().orElse(BROKER_DEFAULT),
                MirrorMakerPositions.Topics.of(config),
                config.targetConsumer(),
                config.targetProducer(),
                config.targetAdmin());
    }
}
