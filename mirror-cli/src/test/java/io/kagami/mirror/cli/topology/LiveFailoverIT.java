package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.group.GroupMember;
import io.kagami.mirror.testkit.group.RecordIds;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The preset active-standby, when the primary dies in the midst of work. */
class LiveFailoverIT {

    private static final String GROUP = "live";
    private static final RecordSet RECORDS = RecordSet.of("live", 3, 400_000);

    /** Positions follow every 5 seconds; the rest is for a machine that does much else. */
    private static final Duration LATEST = Duration.ofSeconds(20);

    private final Map<Long, Long> processedAtNanos = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void aGroupSkipsNothingThatCameOverAndRepeatsOnlyItsLastSeconds(Naming naming, @TempDir Path folder)
            throws Exception {
        try (EmbeddedCluster primary = StandbyPair.cluster("primary");
                EmbeddedCluster standby = StandbyPair.cluster("standby")) {
            primary.createTopic(RECORDS.topic(), RECORDS.partitions());
            Path file = PresetFile.of("active-standby")
                    .set("naming", naming.wish())
                    .cluster("primary", primary)
                    .cluster("standby", standby)
                    .render(folder.resolve("standby.properties"));
            long written;
            long died;
            try (RunningTopology topology = RunningTopology.start(file)) {
                // Given a group at work, whose position at the standby has moved
                try (BusyWriter writer =
                        BusyWriter.start(primary.clientProperties(), RECORDS, WriteStyle.codec("lz4"))) {
                    GroupMember member = new GroupMember(
                            primary.clientProperties(),
                            GROUP,
                            "classic",
                            RECORDS.topic(),
                            record -> processedAtNanos.put(RecordIds.id(record), System.nanoTime()));
                    awaitMoved(new Sight(standby));
                    written = writer.stop().count();
                    // When the primary dies
                    primary.stopBroker(0);
                    died = System.nanoTime();
                    member.abandon();
                }
                topology.stop();
            }
            // Then the group goes on at the standby
            Set<Long> copied = ids(standby, naming.copyOf(RECORDS.topic()));
            Processed there = goOn(standby, copied);
            assertThat(there.repeated()).isEmpty();
            Set<Long> again = new HashSet<>(there.ids());
            again.retainAll(processedAtNanos.keySet());
            Duration oldest = Duration.ofNanos(LongStream.concat(
                            LongStream.of(0),
                            again.stream().mapToLong(id -> died - processedAtNanos.getOrDefault(id, died)))
                    .max()
                    .orElse(0));
            String seen = String.format(
                    "%s: %d records acknowledged, %d came over, %d processed before, %d of them again, of the last %.1f s%n",
                    naming, written, copied.size(), processedAtNanos.size(), again.size(), oldest.toMillis() / 1_000.0);
            Path unused = Files.writeString(Path.of("target", "live-failover-" + naming.wish() + ".txt"), seen);
            assertThat(oldest).isLessThan(LATEST);
        }
    }

    /** The group's position has been carried over more than once. */
    private static void awaitMoved(Sight standby) {
        Set<Map<TopicPartition, Long>> seen = new HashSet<>();
        Sight.eventually().until(() -> {
            Map<TopicPartition, Long> committed = standby.committed(GROUP);
            return !committed.isEmpty() && seen.add(committed) && seen.size() > 2;
        });
    }

    private static Set<Long> ids(EmbeddedCluster cluster, String topic) {
        Set<Long> ids = new HashSet<>();
        RecordIds.ofTopic(cluster.clientProperties(), topic)
                .values()
                .forEach(partition -> LongStream.of(partition.ids()).forEach(ids::add));
        return ids;
    }

    /** Until each record that came over was processed on one side or the other. */
    private Processed goOn(EmbeddedCluster standby, Set<Long> copied) {
        Set<Long> left = new HashSet<>(copied);
        left.removeAll(processedAtNanos.keySet());
        Processed there = new Processed();
        try (GroupMember member = new GroupMember(
                standby.clientProperties(), GROUP, "classic", Naming.everywhere(RECORDS.topic()), there::add)) {
            Sight.eventually().until(() -> there.holdsAll(left) && member.processed() >= left.size());
        }
        return there;
    }
}
