package io.kagami.mirror.validation.rights;

import io.kagami.mirror.validation.online.ReachedCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Learns the rights to everything at one cluster.
 *
 * @param cluster that is asked
 */
record ClusterRights(ReachedCluster cluster) {

    /** One answer for each, as far as there are not too many of a kind. */
    List<Answer> ask(Collection<Need> needs) throws ExecutionException, InterruptedException, TimeoutException {
        List<Answer> answers = new ArrayList<>(new TopicRights(cluster).ask(of(ResourceType.TOPIC, needs)));
        answers.addAll(new GroupRights(cluster).ask(of(ResourceType.GROUP, needs)));
        List<Need> whole = of(ResourceType.CLUSTER, needs);
        if (!whole.isEmpty()) {
            Set<AclOperation> authorized = cluster.await(cluster.admin()
                    .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                    .authorizedOperations());
            whole.forEach(need -> answers.add(described(need, authorized)));
        }
        return answers;
    }

    private static Answer described(Need need, Set<AclOperation> authorized) {
        if (authorized == null) {
            return Answer.unknown(need);
        }
        Set<AclOperation> missing = EnumSet.copyOf(need.operations());
        missing.removeAll(authorized);
        return new Answer(need, missing, Set.of());
    }

    private static List<Need> of(ResourceType type, Collection<Need> needs) {
        return needs.stream().filter(need -> need.type() == type).toList();
    }
}
