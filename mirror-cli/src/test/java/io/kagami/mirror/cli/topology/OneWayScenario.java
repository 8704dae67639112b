package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.TestCluster;
import io.kagami.mirror.testkit.group.GroupMember;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;

/**
 * The preset one-way between any two clusters: everything is copied once, and neither groups at the target nor the source are touched.
 *
 * <p>Threading: one thread.
 */
final class OneWayScenario {

    static final String POLICY = DefaultReplicationPolicy.class.getName();
    static final RecordSet ORDERS = RecordSet.of("orders", 2, 3_000);

    private OneWayScenario() {}

    /**
     * Runs it; throws where something is not as it should be.
     *
     * @param a has the topic of {@link #ORDERS}, with nothing in it
     * @param file where the preset is rendered to
     */
    static void run(TestCluster a, TestCluster b, Path file) throws Exception {
        write(a, ORDERS);
        consume(a, "billing", ORDERS.topic(), Processed.idsOf(ORDERS));
        Set<String> atTheSource = new Sight(a).topics();
        Path rendered = PresetFile.of("one-way")
                .cluster("source", a)
                .cluster("target", b)
                .render(file);
        try (RunningTopology topology = RunningTopology.start(rendered)) {
            Sight target = new Sight(b);
            target.awaitCopy(ORDERS, "source.orders");
            Sight.eventually().untilAsserted(() -> {
                assertThat(target.hopsFrom("source", POLICY)).isEqualTo(1);
                assertThat(target.upstreamClusters(POLICY)).containsExactly("source");
                assertThat(target.end("source.checkpoints.internal")).isPositive();
            });
            target.assertExact(ORDERS, "source.orders");
            assertThat(target.committed("billing")).isEmpty();
            assertThat(new Sight(a).topics())
                    .as("beside heartbeats, nothing new at the source")
                    .containsExactlyInAnyOrderElementsOf(with(atTheSource, "heartbeats"));
            assertThat(topology.failed()).isEmpty();
        }
    }

    private static Set<String> with(Set<String> names, String more) {
        Set<String> all = new TreeSet<>(names);
        all.add(more);
        return all;
    }

    static void write(TestCluster cluster, RecordSet records) {
        TopicWriter.write(cluster.clientProperties(), records, WriteStyle.codec("lz4"));
    }

    static void consume(TestCluster cluster, String group, String topic, Set<Long> all) {
        Processed processed = new Processed();
        try (GroupMember member =
                new GroupMember(cluster.clientProperties(), group, "classic", topic, processed::add)) {
            Sight.eventually().until(() -> processed.holdsAll(all) && member.processed() == all.size());
        }
    }
}
