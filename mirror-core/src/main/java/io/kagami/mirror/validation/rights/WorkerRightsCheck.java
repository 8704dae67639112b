package io.kagami.mirror.validation.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedCluster;
import io.kagami.mirror.validation.online.ReachedClusters;
import io.kagami.mirror.validation.rights.Need.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Whether the Connect worker of a target has the rights it takes there: its group and its three topics.
 *
 * @param config the file
 * @param target whose worker
 */
public record WorkerRightsCheck(MirrorConfig config, ClusterAlias target) implements OnlineCheck {

    private static final List<String> TOPICS =
            List.of("config.storage.topic", "offset.storage.topic", "status.storage.topic");

    @Override
    public String subject() {
        return "rights of its Connect worker";
    }

    @Override
    public Where where() {
        return Where.of(target);
    }

    @Override
    public Set<ClusterAlias> asks() {
        return Set.of(target);
    }

    @Override
    public List<Finding> run(ReachedClusters clusters)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, String> worker = config.workerProperties(target);
        String group = worker.getOrDefault("group.id", "");
        List<Need> needs = new ArrayList<>();
        needs.add(Need.group(group, Level.REQUIRED, READ));
        TOPICS.forEach(topic -> needs.add(Need.topic(
                worker.getOrDefault(topic, ""), Level.REQUIRED, CREATE, READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS)));
        ReachedCluster reached = clusters.get(target);
        List<Finding> findings = new ArrayList<>(new MissingRights(where(), reached, AclNaming.asTheyAre())
                .findings(new ClusterRights(reached).ask(needs)));
        if (new ModeChoice(Map.of(), worker).exactlyOnceWorker()) {
            findings.add(Finding.note(
                    where(),
                    "not known without writing: Describe and Write on the transactional ids connect-cluster-" + group
                            + " and " + group + "-*"));
        }
        return findings;
    }
}
