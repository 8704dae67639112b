package io.kagami.mirror.source.copy;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.event.EventPolicies;
import io.kagami.mirror.filter.TopicSelection;
import io.kagami.mirror.naming.RemoteTopics;
import io.kagami.mirror.source.origin.LoopGuard;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.source.position.StartPositions;
import io.kagami.mirror.source.start.LastCopies;
import io.kagami.mirror.source.start.StartRule;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.source.trouble.Aside;
import io.kagami.mirror.source.trouble.QuarantineSettings;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.FetchSettings;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.produce.AppendListener;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a copier needs to know.
 *
 * @param flow from where to where
 * @param share which partitions; of a copier that works for several tasks, the first one's, by which it is called
 * @param topics which topics
 * @param names what topics are called at the target
 * @param onlyOurs whether nobody but this flow is expected to write to the copies
 * @param syncs where, at the target, positions are kept
 * @param events what to do when something goes wrong
 * @param quarantine where records go that cannot be copied
 * @param startRule reads where partitions begin of which nothing was copied
 * @param mapRuns how many runs a partition's offset map has at most, about
 * @param bufferBytes how much to hold between fetch and acknowledgement at most
 * @param refreshInterval how often to look for new topics and partitions
 * @param sourceConsumer client settings for fetching
 * @param targetProducer client settings for producing
 * @param targetConsumer client settings for reading the copy back
 * @param guard keeps it from sending back what came from the target
 */
public record CopierSettings(
        Flow flow,
        TaskShare share,
        TopicSelection topics,
        RemoteTopics names,
        boolean onlyOurs,
        OffsetSyncTopic syncs,
        EventPolicies events,
        QuarantineSettings quarantine,
        StartRule.Reading startRule,
        long mapRuns,
        long bufferBytes,
        Duration refreshInterval,
        Map<String, Object> sourceConsumer,
        Map<String, Object> targetProducer,
        Map<String, Object> targetConsumer,
        LoopGuard guard) {

    /** Kafka's own fixed sizes of socket buffers, 64 and 128 KB, would hold up long links. */
    private static final int LET_THE_SYSTEM_SIZE_IT = -1;

    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final short BROKER_DEFAULT = -1;

    /** Reads a source connector's settings. */
    public static CopierSettings from(FlowConfig config, TaskShare share) {
        return new CopierSettings(
                config.flow(),
                share,
                config.topicSelection(),
                config.remoteTopics(),
                !config.remoteTopics().keepsNames(), // else anybody may write there
                OffsetSyncTopic.of(config),
                config.eventPolicies(),
                new QuarantineSettings(
                        config.flow(),
                        config.internalTopics().quarantine(config.flow().source()),
                        config.offsetSyncsReplicationFactor().orElse(BROKER_DEFAULT),
                        config.targetAdmin()),
                () -> StartRule.read(config),
                config.offsetMapMaxRuns(),
                config.copierBufferBytes(),
                config.refreshTopicsInterval().orElse(NEVER),
                config.sourceConsumer(),
                config.targetProducer(),
                config.targetConsumer(),
                new LoopGuard(config));
    }

    /** For thread and client names: which task of which flow. */
    String label() {
        return flow + "-" + share.index();
    }

    /** What is known of partitions before they are copied; blocks, as the source is asked whether it still has what was copied last. */
    StartPositions startPositions(OffsetSyncLog.Contents stored) throws InterruptedException {
        StartPositions start = new StartPositions(stored, mapRuns);
        LastCopies last = new LastCopies(names, sourceConsumer, targetConsumer);
        if (last.areReplaced(stored.last().values())) {
            start.doubtSource();
        }
        return start;
    }

    /** Connects to nothing yet. */
    public Aside openAside() {
        return new Aside(quarantine, events, targetProducer, syncs.name(), label());
    }

    /** Connects to nothing yet. */
    public SourceFetcher openSource(ByteBudget budget) {
        Map<String, Object> client = new HashMap<>(sourceConsumer);
        client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.CLIENT_ID_CONFIG, "mirror-" + label());
        client.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, LET_THE_SYSTEM_SIZE_IT);
        ConsumerConfig consumer = new ConsumerConfig(client);
        return new SourceFetcher(
                flow.source(),
                consumer,
                FetchSettings.from(consumer, sourceConsumer, bufferBytes),
                budget,
                refreshInterval,
                topics::selects);
    }

    TargetProducer openTarget(AppendListener listener) {
        Map<String, Object> client = new HashMap<>(targetProducer);
        client.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        client.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        client.put(ProducerConfig.CLIENT_ID_CONFIG, "mirror-" + label());
        client.putIfAbsent(ProducerConfig.SEND_BUFFER_CONFIG, LET_THE_SYSTEM_SIZE_IT);
        return new TargetProducer(
                flow.target(), new ProducerConfig(client), topic -> true, listener, "mirror-write-" + label());
    }
}
