package io.kagami.mirror.runtime.cluster;

import io.kagami.mirror.access.Login;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Identifies a cluster with a Kafka admin client that lives for one attempt, so that a changed address is resolved anew each time.
 *
 * <p>Threading: stateless.
 */
public final class AdminClusterProbe implements ClusterProbe {

    private final Duration timeout;

    /** Each attempt ends within about {@code timeout}. */
    public AdminClusterProbe(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public String clusterId(Map<String, String> adminProperties)
            throws ClusterUnavailableException, InterruptedException {
        Map<String, Object> properties = new HashMap<>(adminProperties);
        String timeoutMs = Long.toString(timeout.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        Admin admin = open(properties);
        try {
            return admin.describeCluster().clusterId().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw noAnswer(adminProperties, silent);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
                    ? noAnswer(adminProperties, failed)
                    : answered(adminProperties, failed);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private ClusterUnavailableException noAnswer(Map<String, String> adminProperties, Exception cause) {
        String servers = adminProperties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        return new ClusterUnavailableException(
                "no answer from " + servers + " within " + timeout.toSeconds() + " s", cause);
    }

    private static ClusterUnavailableException answered(Map<String, String> adminProperties, Exception failed) {
        return Login.of(adminProperties)
                .refusal(failed)
                .map(words -> ClusterUnavailableException.refused(words, failed))
                .orElseGet(() -> new ClusterUnavailableException(failed));
    }

    private static Admin open(Map<String, Object> properties) throws ClusterUnavailableException {
        try {
            return Admin.create(properties);
        } catch (KafkaException unusable) {
            throw new ClusterUnavailableException(unusable);
        }
    }
}
