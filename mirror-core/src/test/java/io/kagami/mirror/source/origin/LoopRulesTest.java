package io.kagami.mirror.source.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.loop.FlowNaming;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopRulesTest {

    private static final Map<String, String> NAMED = Map.of();
    private static final Map<String, String> KEPT =
            Map.of("replication.policy.class", "org.apache.kafka.connect.mirror.IdentityReplicationPolicy");
    private static final Map<String, String> KEPT_RECORDS = with(KEPT, "replication.mode", "record");

    @Test
    void theSameClusterUnderTwoAliases() {
        assertThat(rules("A->B", "id-1", "id-1", NAMED).refusal(List.of(), List.of(), Set.of()))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("one and the same cluster (cluster id id-1)")
                        .contains("CLUSTER_ID")
                        .contains("write accept.shared.cluster.id = id-1"));
    }

    @Test
    void twoClustersWithOneIdWhereNamesTellTheSource() {
        Map<String, String> accepted = with(NAMED, "accept.shared.cluster.id", "id-1");
        FlowNote back = note("B->A", "id-1", "id-1", accepted);
        FlowNote third = note("C->A", "id-1", "id-1", accepted);
        assertThat(rules("A->B", "id-1", "id-1", accepted).refusal(List.of(back, third), List.of(), Set.of("C.orders")))
                .isEmpty();
        assertThat(rules("A->B", "id-2", "id-2", accepted).refusal(List.of(), List.of(), Set.of()))
                .as("another id than the one that was accepted")
                .isPresent();
        FlowNote keeper = note("B->A", "id-1", "id-1", KEPT);
        assertThat(rules("A->B", "id-1", "id-1", accepted).refusal(List.of(keeper), List.of(), Set.of()))
                .hasValueSatisfying(text -> assertThat(text).contains("which this one does not"));
    }

    @Test
    void aThirdClusterWithTheIdOfTheTargetIsNotTheTarget() {
        FlowNote third = note("C->A", "id-b", "id-a", NAMED);
        assertThat(refusal("A->B", "id-a", "id-b", NAMED, third))
                .hasValueSatisfying(text -> assertThat(text).contains("call the cluster 'C' in this file too"));
        assertThat(refusal("A->B", "id-a", "id-b", with(NAMED, "accept.shared.cluster.id", "id-b"), third))
                .isEmpty();
    }

    @Test
    void whereNamesAreKeptEachClusterNeedsAnIdOfItsOwn() {
        Map<String, String> accepted = with(KEPT, "accept.shared.cluster.id", "id-1");
        assertThat(rules("A->B", "id-1", "id-1", accepted).refusal(List.of(), List.of(), Set.of()))
                .isPresent();
    }

    @Test
    void thereAndBackUnderOneNameEach() {
        assertThat(refusal("B->A", "b", "a", NAMED, note("A->B", "a", "b", NAMED)))
                .isEmpty();
        assertThat(refusal("B->A", "b", "a", KEPT, note("A->B", "a", "b", KEPT)))
                .isEmpty();
        assertThat(refusal("B->A", "b", "a", KEPT_RECORDS, note("A->B", "a", "b", KEPT_RECORDS)))
                .isEmpty();
    }

    @Test
    void thereAndBackUnderOtherNames() {
        assertThat(refusal("Y->X", "b", "a", NAMED, note("A->B", "a", "b", NAMED)))
                .hasValueSatisfying(text -> assertThat(text).contains("call the cluster 'A' in this file too"));
        assertThat(refusal("Y->X", "b", "a", KEPT, note("A->B", "a", "b", KEPT)))
                .isEmpty();
        assertThat(refusal("Y->X", "b", "a", KEPT_RECORDS, note("A->B", "a", "b", KEPT_RECORDS)))
                .hasValueSatisfying(text -> assertThat(text).contains("marks records as coming from 'A'"));
    }

    @Test
    void copiesThatAreNotTakenDoNoHarm() {
        assertThat(refusal("Y->X", "b", "a", with(NAMED, "topics", "orders"), note("A->B", "a", "b", NAMED)))
                .isEmpty();
        assertThat(rules("Y->X", "b", "a", with(NAMED, "topics", "A[.]pay.*"))
                        .refusal(List.of(note("A->B", "a", "b", NAMED)), List.of(), Set.of("A.payments")))
                .isPresent();
    }

    @Test
    void notesOfOtherClustersMeanNothing() {
        assertThat(refusal("Y->X", "b", "a", NAMED, note("A->B", "other", "b", NAMED)))
                .isEmpty();
        assertThat(refusal("Y->X", "b", "a", NAMED, note("A->B", "a", "other", NAMED)))
                .isEmpty();
    }

    @Test
    void modesAndNamingMustAgree() {
        assertThat(refusal("B->A", "b", "a", KEPT, note("A->B", "a", "b", KEPT_RECORDS)))
                .hasValueSatisfying(text -> assertThat(text).contains("choose one replication.mode for both"));
        assertThat(refusal("B->A", "b", "a", KEPT, note("A->B", "a", "b", NAMED)))
                .hasValueSatisfying(text -> assertThat(text).contains("it keeps topics' names"));
        assertThat(refusal("B->A", "b", "a", NAMED, note("A->B", "a", "b", KEPT)))
                .hasValueSatisfying(text -> assertThat(text).contains("which this one does not"));
        assertThat(refusal(
                        "B->A",
                        "b",
                        "a",
                        with(NAMED, "topics", "commands"),
                        note("A->B", "a", "b", with(KEPT, "topics", "orders"))))
                .isEmpty();
    }

    @Test
    void aRingIsClosedByNobodyUnlessAllMarkRecords() {
        FlowNote first = note("A->B", "a", "b", KEPT);
        FlowNote second = rules("B->C", "b", "c", KEPT).note(".*", List.of(first));
        assertThat(second.origins()).containsExactly("a", "b");
        assertThat(refusal("C->A", "c", "a", KEPT, second))
                .hasValueSatisfying(text -> assertThat(text).contains("by way of flow B->C"));
        assertThat(refusal("C->D", "c", "d", KEPT, second)).isEmpty();

        FlowNote marked = note("A->B", "a", "b", KEPT_RECORDS);
        FlowNote markedOn = rules("B->C", "b", "c", KEPT_RECORDS).note(".*", List.of(marked));
        assertThat(refusal("C->A", "c", "a", KEPT_RECORDS, markedOn)).isEmpty();
        FlowNote mixed = rules("B->C", "b", "c", KEPT_RECORDS).note(".*", List.of(first));
        assertThat(refusal("C->A", "c", "a", KEPT_RECORDS, mixed)).isPresent();
    }

    @Test
    void thereAndBackInALineOfThreeIsNoRing() {
        FlowNote there = note("A->B", "a", "b", KEPT);
        FlowNote back = note("C->B", "c", "b", KEPT);
        FlowNote on = rules("B->C", "b", "c", KEPT).note(".*", List.of(there, back));
        assertThat(on.origins()).containsExactly("a", "b");
        assertThat(rules("B->A", "b", "a", KEPT).refusal(List.of(there, back), List.of(), Set.of()))
                .isEmpty();
        assertThat(refusal("C->B", "c", "b", KEPT, on)).isEmpty();
    }

    @Test
    void whereRecordsOfTheTargetCameUnderTheirNamesPositionsMayBeNone() {
        FlowNote there = note("A->B", "a", "b", KEPT);
        assertThat(rules("B->A", "b", "a", KEPT).mixedOrder(List.of(there)))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("flow A->B", "that B->A sets forward may skip records at A"));
        assertThat(rules("B->A", "b", "new-a", KEPT).mixedOrder(List.of(there)))
                .as("a new cluster in the place of the old one")
                .isEmpty();
        assertThat(rules("B->A", "b", "a", NAMED).mixedOrder(List.of(there))).isEmpty();
        assertThat(rules("B->A", "b", "a", with(KEPT, "topics", "commands"))
                        .mixedOrder(List.of(note("A->B", "a", "b", with(KEPT, "topics", "orders")))))
                .isEmpty();
    }

    private static Optional<String> refusal(
            String flow, String sourceId, String targetId, Map<String, String> settings, FlowNote atSource) {
        return rules(flow, sourceId, targetId, settings).refusal(List.of(atSource), List.of(), Set.of());
    }

    private static FlowNote note(String flow, String sourceId, String targetId, Map<String, String> settings) {
        return rules(flow, sourceId, targetId, settings).note(settings.getOrDefault("topics", ".*"), List.of());
    }

    private static LoopRules rules(String name, String sourceId, String targetId, Map<String, String> settings) {
        String[] aliases = name.split("->", 2);
        Flow flow = Flow.of(aliases[0], aliases[1]);
        Map<String, String> file = new HashMap<>(settings);
        file.put("clusters", aliases[0] + "," + aliases[1]);
        file.put(aliases[0] + ".bootstrap.servers", "a:1");
        file.put(aliases[1] + ".bootstrap.servers", "b:1");
        file.put(name + ".enabled", "true");
        FlowConfig config = FlowConfig.from(MirrorConfig.parse(file).sourceConnectorProperties(flow));
        return new LoopRules(
                FlowNaming.of(config, config.replicationMode()),
                sourceId,
                targetId,
                config.acceptedIds().shared());
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return more;
    }
}
