package io.kagami.mirror.sync;

import static io.kagami.mirror.sync.SyncFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.sync.deletion.Copies;
import io.kagami.mirror.sync.deletion.Deletion;
import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.Remark.CopyDeleted;
import io.kagami.mirror.sync.plan.Remark.DeletionWithheld;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sources that go, at clusters that answer for themselves, in time that goes by hand. */
class DeletionIT {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int ROUNDS_OF_GRACE = 4;

    private static SyncFixture clusters;

    @BeforeAll
    static void start() {
        clusters = SyncFixture.start();
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    @Test
    void deletesTheCopyOnceTheGracePeriodIsOver() throws Exception {
        TopicSync sync = mirrored("bye-1", "bye-2", copies(Map.of()));
        delete(clusters.source, "bye-1");

        for (int round = 0; round < ROUNDS_OF_GRACE; round++) {
            assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
        }
        assertThat(clusters.round(sync).remarks()).containsExactly(new CopyDeleted("A.bye-1", "bye-1"));

        await().until(() -> !SyncFixture.topics(clusters.target).contains("A.bye-1"));
        assertThat(SyncFixture.topics(clusters.target)).contains("A.bye-2");
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
    }

    @Test
    void aNewProcessBeginsAnewAndWhatItNeverSawStays() throws Exception {
        TopicSync first = mirrored("anew-1", "anew-2", copies(Map.of()));
        delete(clusters.source, "anew-1");
        assertThat(rounds(first, ROUNDS_OF_GRACE)).isEmpty();

        TopicSync second = sync("anew-", copies(Map.of()));

        assertThat(rounds(second, 3 * ROUNDS_OF_GRACE)).isEmpty();
        assertThat(SyncFixture.topics(clusters.target)).contains("A.anew-1");
    }

    @Test
    void keepsACopyThatOthersWroteTo() throws Exception {
        TopicSync sync = mirrored("theirs-1", "theirs-2", copies(Map.of("A.theirs-1", "others wrote there")));
        delete(clusters.source, "theirs-1");

        assertThat(rounds(sync, 2 * ROUNDS_OF_GRACE))
                .isNotEmpty()
                .allMatch(new DeletionWithheld("A.theirs-1", "others wrote there")::equals);
        assertThat(SyncFixture.topics(clusters.target)).contains("A.theirs-1");
    }

    @Test
    void keepsEverythingWhileItCannotBeToldWhoseItIs() throws Exception {
        TopicSync sync = mirrored("untold-1", "untold-2", topics -> {
            throw new KafkaException("no answer");
        });
        delete(clusters.source, "untold-1");

        assertThat(rounds(sync, 2 * ROUNDS_OF_GRACE))
                .isNotEmpty()
                .allSatisfy(remark -> assertThat(remark.text()).contains("no answer"));
        assertThat(SyncFixture.topics(clusters.target)).contains("A.untold-1");
    }

    @Test
    void keepsEverythingWhenManyGoAtOnce() throws Exception {
        TopicSync sync = mirrored("crowd-1", "crowd-2", copies(Map.of()));
        delete(clusters.source, "crowd-1");
        delete(clusters.source, "crowd-2");

        assertThat(rounds(sync, 2 * ROUNDS_OF_GRACE))
                .isNotEmpty()
                .allSatisfy(remark ->
                        assertThat(remark.text()).contains("crowd-1, crowd-2").contains("2 of 2"));
        assertThat(SyncFixture.topics(clusters.target)).contains("A.crowd-1", "A.crowd-2");
    }

    @Test
    void leavesACopyAloneThatSomebodyMadeAnew() throws Exception {
        TopicSync sync = mirrored("swap-1", "swap-2", copies(Map.of()));
        delete(clusters.source, "swap-1");
        assertThat(rounds(sync, 2)).isEmpty();
        delete(clusters.target, "A.swap-1");
        clusters.target.createTopic("A.swap-1", 1);

        assertThat(rounds(sync, 2 * ROUNDS_OF_GRACE)).isEmpty();
        assertThat(SyncFixture.topics(clusters.target)).contains("A.swap-1");
    }

    /** With a single topic, which would be let go, and nothing else that is left. */
    @Test
    void aSourceThatLostItsDataButNotItsIdHasDeletedNothing() throws Exception {
        EmbeddedCluster before = EmbeddedCluster.builder().name("A").start();
        try (Admin source = Admin.create(Map.<String, Object>of("bootstrap.servers", before.bootstrapServers()))) {
            before.createTopic("wiped-1", 1);
            TopicSync sync = sync("wiped-", source, copies(Map.of()));
            assertThat(sync.runOnce().done()).hasSize(1);
            await().ignoreExceptions().until(() -> clusters.target.partitionCount("A.wiped-1") == 1);
            assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
            before.close();
            try (EmbeddedCluster after = EmbeddedCluster.builder()
                    .name("A-anew")
                    .clusterId(before.clusterId())
                    .inThePlaceOf(before)
                    .start()) {
                after.createTopic("others", 1);

                assertThat(rounds(sync, 2 * ROUNDS_OF_GRACE))
                        .singleElement()
                        .satisfies(remark -> assertThat(remark.text()).contains("lost its data"));
            }
        } finally {
            before.close();
        }
        assertThat(SyncFixture.topics(clusters.target)).contains("A.wiped-1");
    }

    private static Copies copies(Map<String, String> objections) {
        return topics -> objections;
    }

    /** Two topics and their copies, seen by a sync that deletes. */
    private static TopicSync mirrored(String first, String second, Copies copies) throws Exception {
        clusters.source.createTopic(first, 1);
        clusters.source.createTopic(second, 1);
        TopicSync sync = sync(first.substring(0, first.indexOf('-') + 1), copies);
        assertThat(sync.runOnce().done()).hasSize(2);
        await().ignoreExceptions().until(() -> clusters.target.partitionCount("A." + first) == 1);
        await().ignoreExceptions().until(() -> clusters.target.partitionCount("A." + second) == 1);
        assertThat(clusters.round(sync)).isEqualTo(SyncReport.EMPTY);
        return sync;
    }

    private static TopicSync sync(String prefix, Copies copies) {
        return sync(prefix, clusters.source.admin(), copies);
    }

    private static TopicSync sync(String prefix, Admin source, Copies copies) {
        TopicDeletes rules = new TopicDeletes(true, GRACE, 10, 10);
        return new TopicSync(
                source,
                clusters.target.admin(),
                clusters.settings(prefix),
                Optional.of(new Deletion(rules, copies)),
                clusters.clock);
    }

    private static List<Remark> rounds(TopicSync sync, int count) throws InterruptedException {
        List<Remark> remarks = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            SyncReport report = clusters.round(sync);
            assertThat(report.done()).isEmpty();
            remarks.addAll(report.remarks());
        }
        return remarks;
    }

    private static void delete(EmbeddedCluster cluster, String topic) throws Exception {
        Admin admin = cluster.admin();
        admin.deleteTopics(List.of(topic)).all().get();
        await().until(() -> !SyncFixture.topics(cluster).contains(topic));
    }
}
