package io.kagami.mirror.metrics.mirrormaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.topology.Flow;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.mirror.MetricsOracle;
import org.junit.jupiter.api.Test;

/** Holds the beans against those that MirrorMaker 2's own classes register: the same names, in the same order, with the same attributes. */
class MirrorMakerBeansTest {

    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
    private static final Flow FLOW = Flow.of("oracle", "backup");
    private static final TopicPartition SOURCE = new TopicPartition("orders.of-all_kinds", 1);
    private static final TopicPartition COPY = new TopicPartition("oracle.orders.of-all_kinds", 1);
    private static final Map<String, String> TASK = Map.of(
            "name", "MirrorSourceConnector",
            "connector.class", "MirrorSourceConnector",
            "source.cluster.alias", "oracle",
            "target.cluster.alias", "backup",
            "task.assigned.partitions", "orders.of-all_kinds-1",
            "task.assigned.groups", "billing");
    /** With what has to be quoted in JMX; topics cannot have such names. */
    private static final String GROUP = "billing: all, *";

    private static final MetricSettings BOTH = new MetricSettings(true, true, true, true);

    /** A worker's metrics, as Connect has them. */
    private static Metrics connect() {
        JmxReporter reporter = new JmxReporter();
        reporter.configure(Map.of());
        return new Metrics(
                new MetricConfig(), List.of(reporter), Time.SYSTEM, new KafkaMetricsContext("kafka.connect"));
    }

    private static PluginMetricsImpl plugin(Metrics connect, boolean ofTask) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", "oracle.MirrorConnector");
        if (ofTask) {
            tags.put("task", "0");
        }
        return new PluginMetricsImpl(connect, tags);
    }

    /** Names as they are written, and the attributes of each with their types. */
    private static Map<String, Set<String>> beans() throws JMException {
        Map<String, Set<String>> beans = new TreeMap<>();
        for (String pattern : List.of("kafka.connect.mirror:*", "kafka.connect:type=plugins,*")) {
            for (ObjectName name : JMX.queryNames(new ObjectName(pattern), null)) {
                // Each of MirrorMaker 2's tasks also counts its own metrics, under one name for all tasks.
                if (!"kafka-metrics-count".equals(name.getKeyProperty("type"))) {
                    Set<String> attributes = new TreeSet<>();
                    Arrays.stream(JMX.getMBeanInfo(name).getAttributes())
                            .forEach(attribute -> attributes.add(attribute.getName() + " " + attribute.getType()));
                    beans.put(name.toString(), attributes);
                }
            }
        }
        return beans;
    }

    @Test
    void ofPartitionsAreThoseOfMirrorMaker() throws Exception {
        Map<String, Set<String>> theirs;
        try (Metrics connect = connect();
                AutoCloseable legacy = MetricsOracle.legacySource(TASK)) {
            assertThat(legacy).isNotNull();
            MetricsOracle.source(TASK, plugin(connect, true));
            theirs = beans();
        }
        assertThat(beans()).isEmpty();
        assertThat(theirs).hasSize(2);

        try (Metrics connect = connect();
                TaskMeters meters = TaskMeters.begin(FLOW, BOTH, () -> plugin(connect, true))) {
            meters.joined(SOURCE, COPY);
            assertThat(beans()).isEqualTo(theirs);

            meters.left(SOURCE);
            assertThat(beans()).isEmpty();
            meters.joined(SOURCE, COPY);
        }
        assertThat(beans()).isEmpty();
    }

    @Test
    void ofGroupsAreThoseOfMirrorMaker() throws Exception {
        Map<String, Set<String>> theirs;
        try (Metrics connect = connect();
                AutoCloseable legacy = MetricsOracle.legacyCheckpoint(TASK, COPY, List.of(GROUP))) {
            assertThat(legacy).isNotNull();
            MetricsOracle.checkpoint(TASK, plugin(connect, true), COPY, GROUP);
            theirs = beans();
        }
        assertThat(theirs).hasSize(2);

        try (Metrics connect = connect();
                PositionBeans beans = new PositionBeans(FLOW, BOTH, () -> plugin(connect, false), Clock.systemUTC())) {
            beans.stored(GROUP, COPY, 25);
            assertThat(beans()).isEqualTo(theirs);
            assertThat(value("checkpoint-latency-ms-max")).isEqualTo(25.0);

            beans.retain(Set.of());
            assertThat(beans()).isEmpty();
        }
    }

    /** What docs/metrics.md says of MirrorMaker 2. */
    @Test
    void ofGroupsAreTheSameForAllGroupsInMirrorMakerOrFail() throws Exception {
        try (Metrics connect = connect();
                AutoCloseable legacy = MetricsOracle.legacyCheckpoint(TASK, COPY, List.of("billing", "shipping"))) {
            assertThat(legacy).isNotNull();
            for (String group : List.of("billing", "shipping")) {
                assertThat(JMX.getAttribute(
                                JMX.queryNames(new ObjectName("kafka.connect.mirror:group=" + group + ",*"), null)
                                        .iterator()
                                        .next(),
                                "checkpoint-latency-ms"))
                        .isEqualTo(2.0);
            }
            PluginMetricsImpl plugin = plugin(connect, true);
            MetricsOracle.checkpoint(TASK, plugin, COPY, "billing");
            assertThatThrownBy(() -> MetricsOracle.checkpoint(TASK, plugin, COPY, "shipping"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("checkpoint-latency already exists");
        }
    }

    private static Object value(String attribute) throws JMException {
        ObjectName name = JMX.queryNames(new ObjectName("kafka.connect.mirror:*"), null)
                .iterator()
                .next();
        assertThat(JMX.getAttributes(name, new String[] {attribute, "not-there"})
                        .asList())
                .hasSize(1);
        return JMX.getAttribute(name, attribute);
    }

    @Test
    void haveOneNameWhereOneIsAskedForAndNoneWherePartitionsAreNotShown() throws Exception {
        MetricSettings legacy = MetricSettings.from(Map.of());
        MetricSettings renamed = MetricSettings.from(Map.of("metric.names.formats", "new"));
        MetricSettings none = MetricSettings.from(Map.of("metrics.partitions.enabled", "false"));
        try (Metrics connect = connect()) {
            assertThat(shown(legacy, connect))
                    .containsExactly(
                            "kafka.connect.mirror:type=MirrorSourceConnector,source=oracle,target=backup,topic=A.t,partition=0");
            assertThat(shown(renamed, connect))
                    .containsExactly(
                            "kafka.connect:type=plugins,connector=oracle.MirrorConnector,task=0,source=oracle,target=backup,topic=A.t,partition=0");
            assertThat(shown(none, connect)).isEmpty();
        }
        assertThat(FlowMeter.of(FLOW).showsPartitions()).isFalse();
        assertThat(FlowMeter.of(FLOW).tasks()).isZero();
    }

    private static Set<String> shown(MetricSettings settings, Metrics connect) throws JMException {
        PluginMetricsImpl plugin = plugin(connect, true);
        try (TaskMeters meters = TaskMeters.begin(FLOW, settings, () -> plugin)) {
            meters.joined(new TopicPartition("t", 0), new TopicPartition("A.t", 0));
            return beans().keySet();
        }
    }

    @Test
    void ofATaskThatTakesOverStayWhenTheFormerOneEnds() throws Exception {
        MetricSettings legacy = MetricSettings.from(Map.of());
        TaskMeters former = TaskMeters.begin(FLOW, legacy, () -> null);
        former.joined(SOURCE, COPY);
        try (TaskMeters next = TaskMeters.begin(FLOW, legacy, () -> null)) {
            next.joined(SOURCE, COPY);
            former.close();

            assertThat(beans()).hasSize(1);
            assertThat(FlowMeter.of(FLOW).presentPartitions()).containsOnlyKeys(SOURCE);
        }
        assertThat(beans()).isEmpty();
        assertThat(FlowMeter.of(FLOW).presentPartitions()).isEmpty();
    }
}
