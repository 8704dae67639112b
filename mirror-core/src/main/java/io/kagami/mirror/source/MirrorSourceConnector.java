package io.kagami.mirror.source;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.release.ProjectVersion;
import io.kagami.mirror.rounds.Rounds;
import io.kagami.mirror.source.follow.TopicFollower;
import io.kagami.mirror.source.record.RecordSourceTask;
import io.kagami.mirror.source.start.PositionChange;
import io.kagami.mirror.source.task.TaskShare;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replicates the topics of one flow: keeps topics, partitions, configs and ACLs of the target as the source has them, while its tasks copy
 * the records.
 *
 * <p>There are always {@code tasks.max} tasks. Each finds its share of partitions itself ({@link TaskShare}), so topics and partitions that
 * come or go restart nothing.
 *
 * <p>Threading: Connect's herder thread; the work is done on threads all connectors share.
 */
public final class MirrorSourceConnector extends SourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorSourceConnector.class);

    static final String VERSION = ProjectVersion.current();

    private Map<String, String> settings = Map.of();
    private @Nullable Rounds rounds;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public void start(Map<String, String> connectorSettings) {
        settings = Map.copyOf(connectorSettings);
        FlowConfig config = FlowConfig.from(connectorSettings);
        if (config.replicationMode() == ReplicationMode.BATCH && !config.emitOffsetSyncsEnabled()) {
            LOG.info(
                    "emit.offset-syncs.enabled=false: none are written for others; where copies stand is kept at the target all the same"
                            + " flow={}",
                    config.flow());
        }
        rounds = Rounds.begin(
                new TopicFollower(config, TopicDeletes.from(connectorSettings)),
                failure -> context().raiseError(failure));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return FlowConfig.from(settings).replicationMode() == ReplicationMode.RECORD
                ? RecordSourceTask.class
                : MirrorSourceTask.class;
    }

    /** In record mode, as long as the consumer leaves out what was aborted. Batch mode is exact by other means and needs none of Connect's. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorSettings) {
        FlowConfig config = FlowConfig.from(connectorSettings);
        Object isolation = config.sourceConsumer().getOrDefault("isolation.level", "read_committed");
        return config.replicationMode() == ReplicationMode.RECORD && isolation.equals("read_committed")
                ? ExactlyOnceSupport.SUPPORTED
                : ExactlyOnceSupport.UNSUPPORTED;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int index = 0; index < maxTasks; index++) {
            Map<String, String> task = new HashMap<>(settings);
            task.put(TaskShare.INDEX, Integer.toString(index));
            task.put(TaskShare.COUNT, Integer.toString(maxTasks));
            tasks.add(task);
        }
        return tasks;
    }

    @Override
    public void stop() {
        Rounds running = rounds;
        rounds = null;
        if (running != null) {
            running.close();
        }
    }

    /**
     * Moves or resets positions: Connect calls this when the connector is stopped, and stores what was asked for itself afterwards.
     *
     * @return true always, as required of connectors that vouch for the change
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorSettings, Map<Map<String, ?>, Map<String, ?>> offsets) {
        new PositionChange(FlowConfig.from(connectorSettings)).apply(offsets);
        return true;
    }

    @Override
    public ConfigDef config() {
        return FlowConfig.definition();
    }
}
