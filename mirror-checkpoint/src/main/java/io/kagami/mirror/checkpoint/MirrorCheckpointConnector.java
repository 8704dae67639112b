package io.kagami.mirror.checkpoint;

import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.release.ProjectVersion;
import io.kagami.mirror.rounds.Rounds;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Carries the positions of consumer groups along one flow.
 *
 * <p>It has no tasks, whatever {@code tasks.max} says. A round asks each broker for its groups once, and each coordinator for the offsets of
 * hundreds of groups at a time, and reads the flow's offset map once: several tasks would each do all of that, and move groups between
 * them whenever one comes or goes. What would be shared, the translation, costs next to nothing. And one task would cost two threads of
 * Connect's. What ends the rounds is a failure of the connector, which Connect shows and restarts as such.
 *
 * <p>Threading: Connect's herder thread; the work is done on threads all connectors share, so that a stop never waits for a cluster.
 */
public final class MirrorCheckpointConnector extends SourceConnector {

    static final String VERSION = ProjectVersion.current();

    private static final List<String> NEEDED = List.of("emit.checkpoints.enabled", "emit.offset-syncs.enabled");

    private @Nullable Rounds rounds;

    @Override
    public String version() {
        return VERSION;
    }

    /** Does nothing where no checkpoints are to be written. */
    @Override
    public void start(Map<String, String> settings) {
        CheckpointConfig config = CheckpointConfig.from(settings);
        if (config.flowConfig().enabled() && config.emitCheckpointsInterval().isPresent()) {
            rounds = Rounds.begin(
                    new CheckpointRounds(config, () -> context().pluginMetrics()),
                    failure -> context().raiseError(failure));
        }
    }

    /** Connect asks for one; of no task, any will do. */
    @Override
    public Class<? extends Task> taskClass() {
        return SourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of();
    }

    @Override
    public void stop() {
        Rounds running = rounds;
        rounds = null;
        if (running != null) {
            running.close();
        }
    }

    /** As MirrorMaker 2: this connector does not go without checkpoints, nor without the offset syncs it translates by. */
    @Override
    public Config validate(Map<String, String> connectorSettings) {
        Config checked = super.validate(connectorSettings);
        for (ConfigValue value : checked.configValues()) {
            if (NEEDED.contains(value.name()) && "false".equals(connectorSettings.get(value.name()))) {
                value.addErrorMessage("MirrorCheckpointConnector does nothing where " + value.name() + " is false");
            }
        }
        return checked;
    }

    /**
     * Connect's offsets of this connector are not read, so that any may be changed: positions are found in the checkpoints topic.
     *
     * @throws ConnectException if something is not of this connector's form
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorSettings, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                require(partition.get(Checkpoint.CONSUMER_GROUP_ID_KEY) instanceof String, partition);
                require(partition.get(Checkpoint.TOPIC_KEY) instanceof String, partition);
                require(
                        partition.get(Checkpoint.PARTITION_KEY) instanceof Number number && number.longValue() >= 0,
                        partition);
            }
        });
        return true;
    }

    private static void require(boolean holds, Map<String, ?> partition) {
        if (!holds) {
            throw new ConnectException(
                    "a source partition of this connector has a group, a topic and a partition, unlike " + partition);
        }
    }

    @Override
    public ConfigDef config() {
        return CheckpointConfig.definition();
    }
}
