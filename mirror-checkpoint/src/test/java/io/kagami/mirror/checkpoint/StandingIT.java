package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.checkpoint.state.GroupStates;
import io.kagami.mirror.checkpoint.state.PartitionState;
import io.kagami.mirror.checkpoint.state.Standing;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.group.HoledTopic;
import io.kagami.mirror.testkit.group.RecordIds;
import io.kagami.mirror.topology.Flow;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each standing of a position, reached on clusters and seen as an operator sees it. The offset map is too small on purpose. */
@SuppressWarnings("NullAway.Init")
class StandingIT {

    private static final HoledTopic HOLED = new HoledTopic("holed", 1, 6_000);
    private static final TopicPartition ORIGINAL = new TopicPartition("holed", 0);
    private static final TopicPartition COPY = new TopicPartition("A.holed", 0);
    private static final String POSITIONS = "io.kagami.mirror:type=GroupPositions,source=A,target=B,way=forward";
    private static final String FLOW = "io.kagami.mirror:type=Flow,source=A,target=B";
    private static final long EARLY = 101;

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;
    private static Mirror mirror;
    private static RecordIds source;

    @BeforeAll
    static void mirrorAll() throws Exception {
        a = EmbeddedCluster.builder().name("A").properties(HoledTopic.BROKER).start();
        b = EmbeddedCluster.builder().name("B").start();
        HOLED.make(a.admin(), a.clientProperties());
        a.createTopic("empty", 1);
        a.createTopic("other", 1);
        source = Objects.requireNonNull(
                RecordIds.ofTopic(a.clientProperties(), HOLED.name()).get(ORIGINAL));
        mirror = Mirror.start(
                a,
                b,
                Map.of(
                        "A->B.topics", "holed,empty",
                        "offset.map.max.runs", "1",
                        "sync.group.offsets.backwards.enabled", "true"));
        Offsets.eventually().untilAsserted(() -> assertThat(b.logEnd("A.holed")).isEqualTo(source.count()));
    }

    @AfterAll
    static void stop() {
        mirror.assertNothingFailed();
        mirror.close();
        a.close();
        b.close();
    }

    @Test
    void everyStandingIsKnownAndShown() throws Exception {
        Offsets.set(a, "late", Map.of(ORIGINAL, source.endOffset()));
        Offsets.set(a, "early", Map.of(ORIGINAL, EARLY));
        Offsets.set(a, "ahead", Map.of(ORIGINAL, source.endOffset() + 50));
        Offsets.set(a, "of-an-empty-topic", Map.of(new TopicPartition("empty", 0), 0L));
        Offsets.set(a, "elsewhere", Map.of(new TopicPartition("other", 0), 0L));
        long end = source.count();

        Offsets.eventually().untilAsserted(() -> {
            assertThat(position("ahead").standing()).isEqualTo(Standing.WAITING);
            assertThat(position("ahead").translated()).hasValue(end);
            assertThat(position("late").standing()).isEqualTo(Standing.EXACT);
            assertThat(position("of-an-empty-topic").standing()).isEqualTo(Standing.EXACT);
            assertThat(position("elsewhere").standing()).isEqualTo(Standing.EXCLUDED);
            assertThat(position("early").standing()).isEqualTo(Standing.CONSERVATIVE);
            assertThat(shown()).containsEntry("conservative", 1L).containsEntry("excluded", 1L);
        });

        // Never ahead, and no more records come again than was said
        long exact = source.before(EARLY);
        assertThat(position("early").translated().getAsLong()).isLessThanOrEqualTo(exact);
        assertThat(exact - position("early").translated().getAsLong())
                .isLessThanOrEqualTo(position("early").mayRepeat());
        Offsets.await(b, "early", Map.of(COPY, position("early").translated().getAsLong()));
        Offsets.await(b, "ahead", Map.of(COPY, end));
        assertThat(described("early"))
                .containsExactly(
                        "mirrored",
                        "holed-0 101 -> %d conservative, may repeat %d"
                                .formatted(
                                        position("early").translated().getAsLong(),
                                        position("early").mayRepeat()));
        assertThat(described("elsewhere")).containsExactly("mirrored", "other-0 0 -> - excluded, may repeat 0");
        assertThat((Long) jmx().getAttribute(new ObjectName(POSITIONS), "MayRepeat"))
                .isGreaterThanOrEqualTo(position("early").mayRepeat());
        assertThat((Long) jmx().getAttribute(new ObjectName(FLOW), "OffsetMapChunksOverwritten"))
                .isPositive();
    }

    @Test
    void setsAGroupBackAtTheTargetWhereThatIsAskedFor() throws Exception {
        Offsets.set(a, "set-back", Map.of(ORIGINAL, source.endOffset()));
        Offsets.await(b, "set-back", Map.of(COPY, (long) source.count()));

        Offsets.set(a, "set-back", Map.of(ORIGINAL, 0L));

        Offsets.await(b, "set-back", Map.of(COPY, 0L));
        OptionalLong translated = position("set-back").translated();
        assertThat(translated).hasValue(0);
    }

    private static PartitionState position(String group) {
        return GroupStates.latest(Flow.of("A", "B"), Way.FORWARD)
                .flatMap(states -> states.group(group))
                .map(state -> state.partitions().get(0))
                .orElseThrow();
    }

    private static MBeanServer jmx() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    /** Counts by standing. */
    private static Map<String, Long> shown() throws JMException {
        TabularData counts = (TabularData) jmx().getAttribute(new ObjectName(POSITIONS), "Positions");
        Map<String, Long> all = new HashMap<>();
        counts.values().forEach(row -> {
            CompositeData entry = (CompositeData) row;
            all.put((String) entry.get("key"), (Long) entry.get("value"));
        });
        return all;
    }

    private static List<String> described(String group) throws JMException {
        return List.of(
                (String[]) jmx().invoke(new ObjectName(POSITIONS), "describe", new Object[] {group}, new String[] {
                    String.class.getName()
                }));
    }
}
