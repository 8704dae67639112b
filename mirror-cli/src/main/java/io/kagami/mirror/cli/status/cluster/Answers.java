package io.kagami.mirror.cli.status.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** How clusters are asked: within bounds of time, and with every failure as a {@link KafkaException}. */
public final class Answers {

    /** How long one question may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String CLIENT = "mirror-status";

    private Answers() {}

    /**
     * The answer.
     *
     * @throws KafkaException whatever went wrong
     */
    public static <T> T await(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    /** The user's settings of an admin client, with our patience. */
    public static Map<String, Object> admin(Map<String, Object> given) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return settings;
    }

    /** The user's settings of a consumer, for one that is in no group and leaves no trace, with our patience. */
    public static Map<String, Object> consumer(Map<String, Object> given) {
        Map<String, Object> settings = admin(given);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return settings;
    }
}
