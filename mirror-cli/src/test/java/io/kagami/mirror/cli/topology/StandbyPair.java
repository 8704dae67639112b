package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.TestCluster;
import io.kagami.mirror.testkit.group.GroupMember;
import io.kagami.mirror.testkit.group.NewGroups;
import io.kagami.mirror.testkit.group.PositionAudit;
import io.kagami.mirror.testkit.group.PositionCheck;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.apache.kafka.common.TopicPartition;

/**
 * A primary and a standby, a topic in transactions, of which every tenth is aborted, and a group of either protocol that consumes it.
 *
 * <p>Threading: one thread.
 */
final class StandbyPair implements AutoCloseable {

    static final int PARTITIONS = 3;

    /** Offsets of copies differ from those of the originals, by markers and by aborted records. */
    static final RecordSet ORDERS = RecordSet.of("orders", PARTITIONS, 6_000).in(new Transactions(50, 10));

    /** What is written at the standby when the primary is gone. */
    static final RecordSet LATER =
            RecordSet.of("orders", PARTITIONS, 900).shaped(new RecordShape(100, 0, 0, 0, 1_600_000_000_000L));

    private static final List<String> ALL_PROTOCOLS = List.of("classic", "consumer");

    private final TestCluster primary;
    private final TestCluster standby;
    private final List<String> protocols;
    private final Map<String, Processed> processedByProtocol = new TreeMap<>();

    private StandbyPair(TestCluster primary, TestCluster standby, List<String> protocols) {
        this.primary = primary;
        this.standby = standby;
        this.protocols = protocols;
        protocols.forEach(protocol -> processedByProtocol.put(protocol, new Processed()));
    }

    static StandbyPair start() throws Exception {
        return of(cluster("primary"), cluster("standby"), ALL_PROTOCOLS);
    }

    /**
     * Any two clusters with authorizers, which are closed with the pair.
     *
     * @param protocols of groups, which both clusters have
     */
    static StandbyPair of(TestCluster primary, TestCluster standby, List<String> protocols) {
        primary.createTopic(ORDERS.topic(), PARTITIONS, 1, Map.of("max.message.bytes", "2000000"));
        return new StandbyPair(primary, standby, protocols);
    }

    /** With rights, and with groups of both protocols. */
    static EmbeddedCluster cluster(String name) throws Exception {
        return NewGroups.on(EmbeddedCluster.builder().name(name).authorizer().start());
    }

    TestCluster primary() {
        return primary;
    }

    TestCluster standby() {
        return standby;
    }

    PresetFile preset(Naming naming) {
        return PresetFile.of("active-standby")
                .set("naming", naming.wish())
                .cluster("primary", primary)
                .cluster("standby", standby);
    }

    static String group(String protocol) {
        return "billing-" + protocol;
    }

    /** Each group goes on where it stands, until it has these records at least, and leaves. */
    void consume(TestCluster cluster, Set<Long> atLeast) {
        consume(cluster, Long.MAX_VALUE, (processed, member) -> processed.holdsAll(atLeast) && member.processed() > 0);
    }

    /** Each group goes on where it stands, for so many records or a few more, and leaves in mid-way. */
    void consume(TestCluster cluster, long records) {
        consume(cluster, records, (processed, member) -> member.processed() >= records);
    }

    private void consume(TestCluster cluster, long most, BiPredicate<Processed, GroupMember> enough) {
        processedByProtocol.forEach((protocol, processed) -> {
            try (GroupMember member = new GroupMember(
                    cluster.clientProperties(),
                    group(protocol),
                    protocol,
                    Naming.everywhere(ORDERS.topic()),
                    processed::add,
                    most)) {
                Sight.eventually().until(() -> enough.test(processed, member));
            }
        });
    }

    /** Waits until each group's position in the copy is exactly the one it has in the original. */
    void awaitPositions(Naming naming) {
        awaitPositions(primary, standby, ORDERS.topic(), naming.copyOf(ORDERS.topic()));
    }

    /** The same for a topic of any cluster and its counterpart in another, be it the copy or the original. */
    void awaitPositions(TestCluster from, TestCluster to, String topic, String counterpart) {
        Sight.eventually()
                .untilAsserted(
                        () -> assertThat(inexact(from, to, topic, counterpart)).isEmpty());
    }

    private List<PositionCheck> inexact(TestCluster from, TestCluster to, String topic, String counterpart)
            throws Exception {
        PositionAudit audit =
                new PositionAudit(from.directProperties(), to.directProperties(), Set.of(topic), name -> counterpart);
        List<PositionCheck> inexact = new ArrayList<>();
        for (String protocol : protocols) {
            Map<TopicPartition, Long> there = new Sight(to).committed(group(protocol));
            Map<TopicPartition, Long> here = new Sight(from).committed(group(protocol));
            here.keySet().removeIf(partition -> !partition.topic().equals(topic));
            assertThat(here).hasSize(PARTITIONS);
            here.forEach((partition, committed) -> {
                Long copied = there.get(audit.copyOf(partition));
                OptionalLong position = copied == null ? OptionalLong.empty() : OptionalLong.of(copied);
                PositionCheck check = audit.check(group(protocol), partition, committed, position);
                if (!check.isExact()) {
                    inexact.add(check);
                }
            });
        }
        return inexact;
    }

    /** Under default naming, new records go to a topic of the standby's own. */
    void createAtTheStandby() throws Exception {
        if (!new Sight(standby).topics().contains(ORDERS.topic())) {
            standby.createTopic(ORDERS.topic(), PARTITIONS);
        }
    }

    /** Each group has processed each of these records once, wherever it was. */
    void assertEachOnce(Set<Long> written) {
        processedByProtocol.forEach(
                (protocol, processed) -> processed.assertEachOnce("group " + group(protocol), written));
    }

    /** Each group has processed each of these records, and no other records again than those. */
    void assertNoneSkipped(Set<Long> written, Set<Long> mayRepeat) {
        processedByProtocol.forEach((protocol, processed) -> {
            assertThat(processed.ids()).as("group " + group(protocol)).isEqualTo(written);
            assertThat(processed.repeated().boxed())
                    .as("again by group " + group(protocol))
                    .isSubsetOf(mayRepeat);
        });
    }

    @Override
    public void close() {
        primary.close();
        standby.close();
    }
}
