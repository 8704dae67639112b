package io.kagami.mirror.sync.refusal;

import io.kagami.mirror.admin.Answers;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/**
 * Asks with requests that are only to be validated, one for each override.
 *
 * <p>Threading: one thread; blocks up to the client's {@code default.api.timeout.ms}.
 */
final class KafkaConfigTrial implements ConfigTrial {

    private static final CreateTopicsOptions ONLY_ASK = new CreateTopicsOptions().validateOnly(true);
    private static final AlterConfigsOptions ONLY_ASK_TO_ALTER = new AlterConfigsOptions().validateOnly(true);

    private final Admin admin;

    KafkaConfigTrial(Admin admin) {
        this.admin = admin;
    }

    @Override
    public Map<String, String> refused(CreateTopic action) throws InterruptedException {
        Map<String, KafkaFuture<Void>> answers = new HashMap<>();
        action.configs()
                .forEach((property, value) -> answers.put(
                        property,
                        admin.createTopics(
                                        List.of(new NewTopic(action.topic(), 1, action.replicationFactor())
                                                .configs(Map.of(property, value))),
                                        ONLY_ASK)
                                .all()));
        return refusals(answers);
    }

    @Override
    public Map<String, String> refused(AlterConfigs action) throws InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, action.topic());
        Map<String, KafkaFuture<Void>> answers = new HashMap<>();
        action.sets()
                .forEach((property, value) -> answers.put(
                        property,
                        admin.incrementalAlterConfigs(
                                        Map.of(
                                                topic,
                                                List.of(new AlterConfigOp(
                                                        new ConfigEntry(property, value.to()), OpType.SET))),
                                        ONLY_ASK_TO_ALTER)
                                .all()));
        return refusals(answers);
    }

    private static Map<String, String> refusals(Map<String, KafkaFuture<Void>> answers) throws InterruptedException {
        Map<String, String> refused = new HashMap<>();
        Answers.await(answers).errors().forEach((property, error) -> {
            if (error instanceof InvalidConfigurationException) {
                refused.put(property, String.valueOf(error.getMessage()));
            }
        });
        return refused;
    }
}
