package io.kagami.mirror.validation.online;

import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A cluster that has answered.
 *
 * @param alias in the file
 * @param id its own
 * @param brokers how many there are
 * @param settings of the client
 * @param admin asks it
 * @param limit of each answer
 */
public record ReachedCluster(
        ClusterAlias alias, String id, int brokers, Map<String, String> settings, Admin admin, Duration limit) {

    private static final int TOPICS_PER_REQUEST = 500;

    /** The answer, within the limit. */
    public <T> T await(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Names of the topics this user may see, Kafka's own left out. */
    public Set<String> topics() throws ExecutionException, InterruptedException, TimeoutException {
        return await(admin.listTopics().names());
    }

    /** The configurations of topics, without those that are not there or that this user may not read. */
    public Map<String, Config> topicConfigs(Collection<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Config> configs = new HashMap<>();
        List<String> names = new ArrayList<>(topics);
        for (int from = 0; from < names.size(); from += TOPICS_PER_REQUEST) {
            List<ConfigResource> chunk = names.subList(from, Math.min(from + TOPICS_PER_REQUEST, names.size())).stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            Answers<ConfigResource, Config> answers =
                    Answers.await(this, admin.describeConfigs(chunk).values());
            answers.values().forEach((resource, config) -> configs.put(resource.name(), config));
        }
        return configs;
    }

    /** Those of them that are wanted, in order. */
    public Set<String> topics(Predicate<String> wanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> names = new TreeSet<>(topics());
        names.removeIf(wanted.negate());
        return names;
    }

    @Override
    public String toString() {
        return alias.name();
    }
}
