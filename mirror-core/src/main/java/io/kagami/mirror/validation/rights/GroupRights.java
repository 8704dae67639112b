package io.kagami.mirror.validation.rights;

import io.kagami.mirror.validation.online.ReachedCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;

/**
 * Learns the rights to groups, of which a cluster tells only while they exist. Reading a group's offsets takes {@code DESCRIBE}. Committing an
 * offset takes {@code READ}: it is tried for a topic that does not exist, which a broker refuses before it touches the group.
 *
 * @param cluster that has the groups
 */
record GroupRights(ReachedCluster cluster) {

    static final int MOST_TRIALS = 50;
    private static final TopicPartition NO_SUCH_PARTITION = new TopicPartition("kagami-validate.no-such-topic", 0);

    /** One answer for each of the first {@value #MOST_TRIALS}; the others are taken for their like. */
    List<Answer> ask(Collection<Need> needs) throws ExecutionException, InterruptedException, TimeoutException {
        boolean reserved = cluster.topics().contains(NO_SUCH_PARTITION.topic());
        List<Answer> answers = new ArrayList<>();
        for (Need need : needs.stream().limit(MOST_TRIALS).toList()) {
            answers.add(reserved ? Answer.unknown(need) : answer(need));
        }
        return answers;
    }

    private Answer answer(Need need) throws ExecutionException, InterruptedException, TimeoutException {
        KafkaFuture<?> asked = need.operations().contains(AclOperation.READ) ? commit(need.name()) : read(need.name());
        try {
            var unused = cluster.await(asked);
            return Answer.granted(need);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw e;
            }
            return e.getCause() instanceof GroupAuthorizationException ? Answer.missing(need) : Answer.granted(need);
        }
    }

    private KafkaFuture<?> commit(String group) {
        return cluster.admin()
                .alterConsumerGroupOffsets(group, Map.of(NO_SUCH_PARTITION, new OffsetAndMetadata(0)))
                .all();
    }

    private KafkaFuture<?> read(String group) {
        return cluster.admin().listConsumerGroupOffsets(group).all();
    }
}
