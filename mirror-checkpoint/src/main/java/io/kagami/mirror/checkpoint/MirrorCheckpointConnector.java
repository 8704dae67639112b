package io.kagami.mirror.checkpoint;

import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.release.ProjectVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Carries the positions of consumer groups along one flow.
 *
 * <p>It has one task, whatever {@code tasks.max} says. The task asks each broker for its groups once, and each coordinator for the offsets of
 * hundreds of groups at a time, and reads the flow's offset map once: several tasks would each do all of that, and move groups between
 * them whenever one comes or goes. What would be shared, the translation, costs next to nothing.
 *
 * <p>Threading: Connect's herder thread.
 */
public final class MirrorCheckpointConnector extends SourceConnector {

    static final String VERSION = ProjectVersion.current();

    private static final List<String> NEEDED = List.of("emit.checkpoints.enabled", "emit.offset-syncs.enabled");

    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public void start(Map<String, String> connectorSettings) {
        settings = Map.copyOf(connectorSettings);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return MirrorCheckpointTask.class;
    }

    /** None where no checkpoints are to be written. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        CheckpointConfig config = CheckpointConfig.from(settings);
        boolean idle = !config.flowConfig().enabled()
                || config.emitCheckpointsInterval().isEmpty();
        return idle ? List.of() : List.of(settings);
    }

    @Override
    public void stop() {}

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
