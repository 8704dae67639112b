package io.kagami.mirror.validation.rights;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.CheckpointDefinition;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.precedence.Side;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedCluster;
import io.kagami.mirror.validation.online.ReachedClusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;

/**
 * Whether a flow has the rights it takes at one of its clusters.
 *
 * @param config the file
 * @param flow whose rights
 * @param side at which cluster
 */
public record FlowRightsCheck(MirrorConfig config, Flow flow, Side side) implements OnlineCheck {

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");

    /** At its source. */
    public static FlowRightsCheck atSource(MirrorConfig config, Flow flow) {
        return new FlowRightsCheck(config, flow, Side.SOURCE);
    }

    /** At its target, which depends on what its source has. */
    public static FlowRightsCheck atTarget(MirrorConfig config, Flow flow) {
        return new FlowRightsCheck(config, flow, Side.TARGET);
    }

    @Override
    public String subject() {
        return "rights at " + cluster();
    }

    @Override
    public Where where() {
        return Where.of(flow);
    }

    @Override
    public Set<ClusterAlias> asks() {
        return side == Side.SOURCE ? Set.of(flow.source()) : Set.of(flow.source(), flow.target());
    }

    @Override
    public List<Finding> run(ReachedClusters clusters)
            throws ExecutionException, InterruptedException, TimeoutException {
        FlowNeeds needs = new FlowNeeds(config, flow);
        ReachedCluster source = clusters.get(flow.source());
        Set<String> topics = new TreeSet<>(source.topics(needs.settings().topicSelection()::selects));
        topics.addAll(namedPlainly(
                ConnectorKind.SOURCE, FlowDefinition.TOPICS, needs.settings().topicSelection()::selects));
        if (side == Side.TARGET) {
            needs.heartbeatsToMirror().ifPresent(topics::add);
        }
        Set<String> groups = new TreeSet<>();
        source.await(source.admin().listGroups(new ListGroupsOptions()).valid()).stream()
                .map(GroupListing::groupId)
                .filter(needs::follows)
                .forEach(groups::add);
        groups.addAll(namedPlainly(ConnectorKind.CHECKPOINT, CheckpointDefinition.GROUPS, needs::follows));
        Collection<Need> wanted = side == Side.SOURCE ? needs.atSource(topics, groups) : needs.atTarget(topics, groups);
        ReachedCluster asked = clusters.get(cluster());
        List<Answer> answers = new ArrayList<>(new ClusterRights(asked).ask(wanted));
        if (side == Side.TARGET) {
            new ClusterRights(asked)
                    .ask(needs.takingOver(topics, asked.topics())).stream()
                            .filter(answer -> !answer.missing().isEmpty()) // what is not there need not be read
                            .forEach(answers::add);
        }
        AclNaming naming = side == Side.SOURCE ? AclNaming.asTheyAre() : AclNaming.ofCopies(needs.settings(), topics);
        return new MissingRights(where(), asked, naming).findings(answers);
    }

    /** What a list asks for by name, which this user may not even be told of. */
    private List<String> namedPlainly(ConnectorKind kind, String list, Predicate<String> wanted) {
        String listed = config.resolvedConnectorProperties(flow, kind).getOrDefault(list, "");
        return Arrays.stream(listed.split(","))
                .map(String::trim)
                .filter(name -> PLAIN_NAME.matcher(name).matches())
                .filter(wanted)
                .toList();
    }

    private ClusterAlias cluster() {
        return side == Side.SOURCE ? flow.source() : flow.target();
    }
}
