package io.kagami.mirror.cli.plan;

import io.kagami.mirror.cli.plan.Change.Action;
import io.kagami.mirror.cli.plan.Change.Kind;
import io.kagami.mirror.cli.plan.Change.Value;
import io.kagami.mirror.sync.SyncFailure;
import io.kagami.mirror.sync.SyncPlan;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.TopicAction.AddPartitions;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AccessControlEntry;

/**
 * The plan of topic sync in the words of the command.
 *
 * @param target where topics are created and altered
 */
record TopicChanges(ClusterAlias target) {

    private static final short BROKER_DEFAULT = -1;

    List<Change> of(SyncPlan plan) {
        List<Change> changes = new ArrayList<>();
        plan.topics().creations().forEach(creation -> changes.add(creation(creation)));
        plan.topics().growth().forEach(growth -> changes.add(growth(growth)));
        plan.configs().forEach(alteration -> changes.add(configs(alteration)));
        plan.acls().forEach(rules -> changes.add(acls(rules)));
        changes.sort(
                Comparator.comparing(Change::kind).thenComparing(Change::action).thenComparing(Change::name));
        return changes;
    }

    static List<String> remarks(SyncPlan plan) {
        return plan.remarks().stream().map(Remark::text).toList();
    }

    static List<String> problems(SyncPlan plan) {
        return plan.failures().stream().map(TopicChanges::problem).sorted().toList();
    }

    private static String problem(SyncFailure failure) {
        return "cannot %s on %s: %s: %s"
                .formatted(failure.operation(), failure.cluster(), failure.affected(), failure.cause());
    }

    private Change creation(CreateTopic creation) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("partitions", Value.added(creation.partitions()));
        values.put("replication.factor", replicationFactor(creation.replicationFactor()));
        new TreeMap<>(creation.configs()).forEach((property, value) -> values.put(property, Value.added(value)));
        return new Change(Action.CREATE, Kind.TOPIC, creation.topic(), target, values);
    }

    private static Value replicationFactor(short replicas) {
        return Value.added(replicas == BROKER_DEFAULT ? "default of the brokers" : Short.toString(replicas));
    }

    private Change growth(AddPartitions growth) {
        Value partitions = new Value(Integer.toString(growth.from()), Integer.toString(growth.to()));
        return new Change(Action.ALTER, Kind.TOPIC, growth.topic(), target, Map.of("partitions", partitions));
    }

    private Change configs(AlterConfigs alteration) {
        Map<String, Value> values = new TreeMap<>();
        alteration.sets().forEach((property, change) -> values.put(property, new Value(change.from(), change.to())));
        alteration.removals().forEach((property, from) -> values.put(property, Value.removed(from)));
        return new Change(Action.ALTER, Kind.CONFIG, alteration.topic(), target, values);
    }

    /** All that is new for somebody, in one line. */
    private Change acls(CreateAcls rules) {
        Map<String, String> bySubject = new TreeMap<>();
        rules.bindings().forEach(binding -> {
            AccessControlEntry entry = binding.entry();
            bySubject.merge(
                    entry.principal() + " from " + entry.host(),
                    entry.permissionType() + " " + entry.operation(),
                    (first, next) -> first + ", " + next);
        });
        Map<String, Value> values = new TreeMap<>();
        bySubject.forEach((subject, rights) -> values.put(subject, Value.added(rights)));
        return new Change(Action.CREATE, Kind.ACL, rules.topic(), target, values);
    }
}
