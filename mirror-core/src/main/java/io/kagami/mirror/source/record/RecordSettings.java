package io.kagami.mirror.source.record;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.source.copy.CopierSettings;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.sync.TopicSyncSettings;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a record task needs to know.
 *
 * @param copier what it has in common with a task in batch mode
 * @param sourceAdmin client settings for looking at the source's topics
 * @param emitSyncs whether offset syncs are written while it runs
 * @param connector the connector's settings as given: converters have theirs there
 */
record RecordSettings(
        CopierSettings copier, Map<String, Object> sourceAdmin, boolean emitSyncs, Map<String, String> connector) {

    private static final short BROKER_DEFAULT = -1;

    static RecordSettings from(FlowConfig config, TaskShare share, Map<String, String> connector) {
        return new RecordSettings(
                CopierSettings.from(config, share),
                config.sourceAdmin(),
                config.emitOffsetSyncsEnabled(),
                Map.copyOf(connector));
    }

    /** Whether records must say where they come from, as their topics' names do not. */
    boolean marksOrigin() {
        return !copier.onlyOurs();
    }

    Flow flow() {
        return copier.flow();
    }

    TaskShare share() {
        return copier.share();
    }

    /** For thread and client names: which task of which flow. */
    String label() {
        return flow() + "-" + share().index();
    }

    /** Nothing is created here, so the replication factor does not matter. */
    TopicSyncSettings.Topics topics() {
        return new TopicSyncSettings.Topics(
                copier.topics()::selects, copier.names()::remote, BROKER_DEFAULT, copier.refreshInterval());
    }

    /** The user's, but: what was aborted stays out unless asked for, and where to read is never the client's decision. */
    Map<String, Object> consumer() {
        Map<String, Object> settings = new HashMap<>(copier.sourceConsumer());
        settings.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "mirror-" + label());
        return settings;
    }

    /** Where offset syncs are kept. */
    OffsetSyncTopic syncs() {
        return copier.syncs();
    }
}
