package io.kagami.mirror.sync;

import io.kagami.mirror.sync.SyncFailure.OfTopic;
import io.kagami.mirror.sync.plan.MirroredTopic;
import io.kagami.mirror.sync.plan.TopicState;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Looks up the source's topics and their mirrors. Leaves out topics that cannot be read on either side.
 *
 * <p>Threading: one thread.
 */
public final class TopicObserver {

    private final ClusterReader source;
    private final ClusterReader target;
    private final ClusterAlias targetAlias;
    private final TopicSyncSettings.Topics rules;

    TopicObserver(ClusterReader source, ClusterReader target, TopicSyncSettings settings) {
        this.source = source;
        this.target = target;
        this.targetAlias = settings.flow().target();
        this.rules = settings.topics();
    }

    /** For those who only look; the Admin clients stay the caller's. */
    public TopicObserver(Flow flow, Admin source, Admin target, TopicSyncSettings.Topics rules) {
        this.source = new ClusterReader(flow.source(), source);
        this.target = new ClusterReader(flow.target(), target);
        this.targetAlias = flow.target();
        this.rules = rules;
    }

    /**
     * The topics that can be read on both sides, in order of the source topics' names.
     *
     * @throws KafkaException if one of the clusters could not be asked
     */
    public List<MirroredTopic> readable() throws InterruptedException {
        Reading<List<MirroredTopic>> reading = observe();
        for (SyncFailure failure : reading.failures()) {
            if (failure instanceof SyncFailure.OfCluster) {
                throw new KafkaException(
                        failure.operation() + " of cluster " + failure.cluster() + ": "
                                + failure.cause().getMessage(),
                        failure.cause());
            }
        }
        return reading.value();
    }

    /** In order of the source topics' names. */
    Reading<List<MirroredTopic>> observe() throws InterruptedException {
        Reading<Set<String>> names = source.topicNames();
        List<String> wanted =
                names.value().stream().filter(rules.filter()).sorted().toList();
        if (wanted.isEmpty()) {
            return new Reading<>(List.of(), names.failures());
        }
        Reading<Map<String, TopicState>> sources = source.topics(wanted);
        List<SyncFailure> failures = new ArrayList<>(sources.failures());
        Map<String, TopicState> sourceByMirror = sourceByMirror(sources.value(), failures);
        if (sourceByMirror.isEmpty()) {
            return new Reading<>(List.of(), failures);
        }
        Reading<Map<String, TopicState>> mirrors = target.topics(sourceByMirror.keySet());
        failures.addAll(mirrors.failures());
        return new Reading<>(readable(sourceByMirror, mirrors), failures);
    }

    /** Two topics cannot share one mirror: the one whose name comes first gets it. */
    private Map<String, TopicState> sourceByMirror(Map<String, TopicState> sources, List<SyncFailure> failures) {
        Map<String, TopicState> byMirror = new LinkedHashMap<>();
        for (String name : new TreeSet<>(sources.keySet())) {
            String mirror = rules.targetName().apply(name);
            TopicState first = byMirror.putIfAbsent(mirror, sources.get(name));
            if (first != null) {
                IllegalStateException reason = new IllegalStateException(
                        "topics %s and %s would both become %s".formatted(first.name(), name, mirror));
                failures.add(new OfTopic(targetAlias, "name topic", mirror, reason));
            }
        }
        return byMirror;
    }

    private static List<MirroredTopic> readable(
            Map<String, TopicState> sourceByMirror, Reading<Map<String, TopicState>> mirrors) {
        SyncReport unread = mirrors.report();
        if (unread.clusterFailed()) {
            return List.of();
        }
        Set<String> unreadTopics = unread.failedTopics();
        return sourceByMirror.entrySet().stream()
                .filter(entry -> !unreadTopics.contains(entry.getKey()))
                .map(entry -> new MirroredTopic(
                        entry.getValue(), entry.getKey(), mirrors.value().get(entry.getKey())))
                .toList();
    }
}
