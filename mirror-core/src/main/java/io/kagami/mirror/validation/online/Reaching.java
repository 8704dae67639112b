package io.kagami.mirror.validation.online;

import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.cluster.AdminClusterProbe;
import io.kagami.mirror.runtime.cluster.ClusterUnavailableException;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
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
 * Finds out whether a cluster answers.
 *
 * @param config the file
 * @param keys where its keys are
 * @param limit how long to wait
 */
record Reaching(MirrorConfig config, FileKeys keys, Duration limit) {

    /** What came of it. */
    sealed interface Attempt {
        /** It answers. */
        record Reached(ReachedCluster cluster) implements Attempt {}

        /** It does not, and why. */
        record NotReached(Finding finding) implements Attempt {}
    }

    Attempt attempt(ClusterAlias alias) throws InterruptedException {
        try {
            Map<String, String> settings = config.clientProperties(alias);
            String id = new AdminClusterProbe(limit).clusterId(settings);
            return new Attempt.Reached(open(alias, id, settings));
        } catch (ClusterUnavailableException
                | ConfigurationException
                | KafkaException
                | ExecutionException
                | TimeoutException e) {
            return new Attempt.NotReached(notReached(alias, String.valueOf(e.getMessage())));
        }
    }

    private ReachedCluster open(ClusterAlias alias, String id, Map<String, String> settings)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> bounded = new HashMap<>(settings);
        bounded.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
        bounded.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
        bounded.put(AdminClientConfig.CLIENT_ID_CONFIG, "kagami-validate-" + alias);
        Admin admin = Admin.create(bounded);
        try {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
            return new ReachedCluster(alias, id, brokers, settings, admin, limit);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private Finding notReached(ClusterAlias alias, String reason) {
        String own = alias + "." + AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG;
        String key = keys.contains(own) ? own : AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG;
        return Finding.error(
                keys.at(key).about(alias),
                "cluster " + alias + " cannot be asked: " + reason,
                "check that it is up, and " + own + " and the security settings of " + alias);
    }
}
