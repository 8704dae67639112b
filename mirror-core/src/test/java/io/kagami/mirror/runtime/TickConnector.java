package io.kagami.mirror.runtime;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** The smallest source connector: one task that writes its {@code text} again and again, or fails while it is told to. */
public final class TickConnector extends SourceConnector {

    private Map<String, String> config = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TickTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(config);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef().define("text", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "what to write");
    }

    @Override
    public String version() {
        return "test";
    }
}
