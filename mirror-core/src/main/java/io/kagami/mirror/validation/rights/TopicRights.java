package io.kagami.mirror.validation.rights;

import io.kagami.mirror.validation.online.Answers;
import io.kagami.mirror.validation.online.ReachedCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Learns the rights to topics: of those that are there and visible from their description; of others by {@link TopicTrial}, for the first
 * {@value #MOST_TRIALS} of them.
 *
 * @param cluster that has them, or will
 */
record TopicRights(ReachedCluster cluster) {

    static final int MOST_TRIALS = 50;
    private static final int TOPICS_PER_REQUEST = 500;

    /** Operations that include {@link AclOperation#DESCRIBE}: who may not describe a topic has none of them. */
    private static final Set<AclOperation> DESCRIBING = EnumSet.of(
            AclOperation.DESCRIBE, AclOperation.READ, AclOperation.WRITE, AclOperation.ALTER, AclOperation.DELETE);

    /** Operations that cannot be tried on a topic without doing them. */
    private static final Set<AclOperation> WITHOUT_TRIAL =
            EnumSet.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE);

    /** One answer for each. */
    List<Answer> ask(Collection<Need> needs) throws ExecutionException, InterruptedException, TimeoutException {
        Answers<String, TopicDescription> described =
                describe(needs.stream().map(Need::name).distinct().toList());
        TopicTrial trial = new TopicTrial(cluster);
        List<Answer> answers = new ArrayList<>();
        int trials = 0;
        for (Need need : needs) {
            TopicDescription description = described.values().get(need.name());
            Throwable error = described.errors().get(need.name());
            if (description != null) {
                answers.add(described(need, description.authorizedOperations()));
            } else if (++trials > MOST_TRIALS) {
                answers.add(Answer.granted(need)); // its like have answered
            } else if (error instanceof UnknownTopicOrPartitionException) {
                answers.add(absent(need, trial));
            } else if (error instanceof TopicAuthorizationException) {
                answers.add(hidden(need, trial));
            } else {
                answers.add(Answer.unknown(need));
            }
        }
        return answers;
    }

    private Answers<String, TopicDescription> describe(List<String> names)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, KafkaFuture<TopicDescription>> asked = new HashMap<>();
        DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        for (int from = 0; from < names.size(); from += TOPICS_PER_REQUEST) {
            List<String> chunk = names.subList(from, Math.min(from + TOPICS_PER_REQUEST, names.size()));
            asked.putAll(cluster.admin()
                    .describeTopics(TopicCollection.ofTopicNames(chunk), options)
                    .topicNameValues());
        }
        return Answers.await(cluster, asked);
    }

    /** A topic that is there need not be created. */
    private static Answer described(Need need, Set<AclOperation> authorized) {
        Set<AclOperation> wanted = EnumSet.copyOf(need.operations());
        wanted.remove(AclOperation.CREATE);
        if (authorized == null || authorized.contains(AclOperation.UNKNOWN)) {
            return new Answer(need, Set.of(), wanted);
        }
        wanted.removeAll(authorized);
        return new Answer(need, wanted, Set.of());
    }

    private static Answer absent(Need need, TopicTrial trial)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<AclOperation> missing = EnumSet.noneOf(AclOperation.class);
        Set<AclOperation> unknown = EnumSet.noneOf(AclOperation.class);
        for (AclOperation operation : need.operations()) {
            if (WITHOUT_TRIAL.contains(operation)) {
                unknown.add(operation);
            } else if (operation != AclOperation.DESCRIBE && trial.isRefused(need.name(), operation)) {
                missing.add(operation);
            }
        }
        return new Answer(need, missing, unknown);
    }

    /** Perhaps there, perhaps not: this user is not told. */
    private static Answer hidden(Need need, TopicTrial trial)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<AclOperation> missing = EnumSet.noneOf(AclOperation.class);
        for (AclOperation operation : need.operations()) {
            if (DESCRIBING.contains(operation) || trial.isRefused(need.name(), operation)) {
                missing.add(operation);
            }
        }
        return new Answer(need, missing, Set.of());
    }
}
