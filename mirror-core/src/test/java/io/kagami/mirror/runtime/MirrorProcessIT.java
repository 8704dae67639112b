package io.kagami.mirror.runtime;

import static io.kagami.mirror.runtime.TestPlans.CONNECTOR;
import static io.kagami.mirror.runtime.TestPlans.connectors;
import static io.kagami.mirror.runtime.TestPlans.plan;
import static io.kagami.mirror.runtime.TestPlans.restUrl;
import static io.kagami.mirror.runtime.TestPlans.withSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.runtime.cluster.SameClusterException;
import io.kagami.mirror.runtime.deployment.RunningConnector;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MirrorProcessIT {

    private static final String KIND = "MirrorSourceConnector";

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;

    private final RecordingListener listener = new RecordingListener();
    private MirrorProcess process = new MirrorProcess(List.of(), listener);
    private MirrorProcess second = new MirrorProcess(List.of(), listener);

    @BeforeAll
    static void startClusters() {
        a = EmbeddedCluster.builder().name("a").start();
        b = EmbeddedCluster.builder().name("b").start();
        a.createTopic("ticks", 1);
        b.createTopic("ticks", 1);
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        b.close();
    }

    @AfterEach
    void stopProcesses() {
        second.close();
        process.close();
    }

    @Test
    void runsOneWorkerForEachTargetWithItsOwnRestAddressAndStopsWithinTenSeconds() throws Exception {
        start(plan("A", own(a, "one"), "to A"), plan("B", own(b, "one"), "to B"));

        eventually(() -> {
            assertThat(listener.told)
                    .contains("A create " + CONNECTOR, "B create " + CONNECTOR)
                    .contains("A " + CONNECTOR + " running", "B " + CONNECTOR + " running");
            assertThat(restUrl(process, "A")).isNotEqualTo(restUrl(process, "B"));
        });

        long begin = System.nanoTime();
        assertThat(process.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        process.awaitStop();
        assertThat(process.states().values()).allMatch(TargetState::isFinal);
        assertThat(Thread.currentThread().getContextClassLoader())
                .isSameAs(getClass().getClassLoader());
    }

    @Test
    void anAddressThatIsTakenIsNamedAndListenedAtWhenItIsFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            String address = "http://localhost:" + taken.getLocalPort();
            Map<String, String> worker = new HashMap<>(own(a, "taken"));
            worker.put("listeners", address);
            start(plan("A", worker, "late"));
            eventually(() -> assertThat(listener.states)
                    .anySatisfy(state -> assertThat(state)
                            .isInstanceOfSatisfying(
                                    TargetState.Failed.class,
                                    failed -> assertThat(failed.cause())
                                            .hasNoCause()
                                            .hasMessageContaining("listeners = " + address)
                                            .hasMessageContaining("choose another address"))));
        }
        eventually(() -> assertThat(text()).isEqualTo("late"));
    }

    @Test
    void updatesAndDeletesConnectorsOnReload() throws Exception {
        WorkerPlan first = plan("A", own(a, "reload"), "before");
        start(first);
        eventually(() -> assertThat(text()).isEqualTo("before"));

        process.reload(List.of(plan("A", own(a, "reload"), "after")));
        eventually(() -> assertThat(text()).isEqualTo("after"));
        assertThat(listener.told).contains("A update " + CONNECTOR + " [text]");

        process.reload(List.of(first.withoutConnectors()));
        eventually(() -> assertThat(connectors(process, "A")).isEmpty());
        eventually(() -> assertThat(listener.told).contains("A delete " + CONNECTOR));
    }

    /** The old worker takes its time to end; the new one is not begun any more. */
    @Test
    void aStopThatComesDuringAReloadNeedNotWaitForIt() throws Exception {
        Map<String, String> slow = own(a, "slow");
        slow.put("task.shutdown.graceful.timeout.ms", "3000");
        start(plan("A", slow, "before"));
        eventually(() -> assertThat(listener.told).contains("A " + CONNECTOR + " running"));
        Map<String, String> another = new HashMap<>(slow);
        another.put("offset.flush.interval.ms", "5000");
        Thread reloading = new Thread(() -> reload(plan("A", another, "after")), "reloading");
        TickTask.STUBBORN.set(true);
        try {
            reloading.start();
            eventually(() -> assertThat(reloading.getState()).isEqualTo(Thread.State.TIMED_WAITING));

            assertThat(process.states()).as("can be asked meanwhile").hasSize(1);
            assertThat(process.stop(Duration.ofSeconds(10))).isTrue();
            reloading.join(Duration.ofSeconds(10).toMillis());
        } finally {
            TickTask.STUBBORN.set(false);
        }
        assertThat(reloading.isAlive()).isFalse();
        assertThat(listener.told).containsOnlyOnce("A WaitingForCluster").endsWith("A Stopped");
    }

    private void reload(WorkerPlan plan) {
        try {
            process.reload(List.of(plan));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aReloadThatBringsAnotherSourceLeavesTheWorkerRunning() throws Exception {
        start(plan("A", own(a, "more"), "before"));
        eventually(() -> assertThat(text()).isEqualTo("before"));

        WorkerPlan more = plan("A", own(a, "more"), "after");
        process.reload(List.of(withSource(more, "T", Map.of("bootstrap.servers", b.bootstrapServers()))));
        eventually(() -> assertThat(text()).isEqualTo("after"));
        assertThat(listener.told).doesNotContain("A Stopped").containsOnlyOnce("A Running");
    }

    @Test
    void aReloadThatBringsTheTargetAsASourceEndsBeforeItsConnectorsRun() throws Exception {
        start(plan("A", own(a, "itself"), "before"));
        eventually(() -> assertThat(text()).isEqualTo("before"));

        WorkerPlan itself = plan("A", own(a, "itself"), "after");
        process.reload(List.of(withSource(itself, "S", Map.of("bootstrap.servers", a.bootstrapServers()))));
        assertThatThrownBy(() -> process.awaitStop())
                .isInstanceOf(SameClusterException.class)
                .hasMessageContaining("A and S are one and the same cluster");
        assertThat(listener.told).noneMatch(told -> told.contains("update"));
    }

    @Test
    void aSecondProcessWithTheSamePlanJoinsAndChangesNothing() throws Exception {
        WorkerPlan plan = plan("A", own(a, "join"), "shared");
        start(plan);
        eventually(() -> assertThat(listener.told).contains("A " + CONNECTOR + " running"));

        RecordingListener other = new RecordingListener();
        second = new MirrorProcess(List.of(plan), other);
        second.start();
        eventually(() -> assertThat(other.told).contains("A " + CONNECTOR + " running"));
        assertThat(other.told).doesNotContain("A create " + CONNECTOR).noneMatch(told -> told.contains("update"));
        assertThat(restUrl(second, "A")).isNotEqualTo(restUrl(process, "A"));

        process.close();
        eventually(() -> {
            assertThat(connectors(second, "A").values())
                    .hasSize(1)
                    .allMatch(it -> it.status().running());
        });
    }

    @Test
    void connectorsOfAnotherFileAreLeftAlone() throws Exception {
        WorkerPlan mine = plan("A", own(a, "files"), "mine");
        start(mine);
        eventually(() -> assertThat(listener.told).contains("A " + CONNECTOR + " running"));

        RecordingListener other = new RecordingListener();
        second = new MirrorProcess(List.of(TestPlans.of("T", mine, "theirs")), other);
        second.start();
        eventually(
                () -> assertThat(other.told).contains("A left alone [" + CONNECTOR + "]", "A T." + KIND + " running"));
        eventually(() -> assertThat(listener.told).contains("A left alone [T." + KIND + "]"));

        second.reload(List.of(TestPlans.of("U", mine, "theirs")));
        eventually(() -> assertThat(connectors(process, "A")).containsOnlyKeys(CONNECTOR, "U." + KIND));
        eventually(() -> assertThat(other.told).contains("A delete T." + KIND));
        assertThat(other.told).doesNotContain("A delete " + CONNECTOR);
    }

    @Test
    void restartsAFailedTaskAndLeavesAPausedOneAlone() throws Exception {
        TickTask.FAILURES_TO_COME.set(2);
        start(plan("A", own(a, "restart"), "x"));
        eventually(() -> assertThat(listener.told)
                .containsSubsequence("A " + CONNECTOR + " failed", "A " + CONNECTOR + " running"));

        put("/connectors/" + CONNECTOR + "/pause");
        eventually(() -> assertThat(listener.told).contains("A " + CONNECTOR + " held"));
        process.reload(List.of(plan("A", own(a, "restart"), "y")));
        eventually(() -> assertThat(text()).isEqualTo("y"));
        assertThat(connectors(process, "A").values())
                .hasSize(1)
                .allMatch(it -> it.status().heldByUser());
    }

    @Test
    void waitsForATargetThatIsDownWhileAnotherRuns() throws Exception {
        b.stopBroker(0);
        start(plan("A", own(a, "down"), "x"), plan("B", own(b, "down"), "x"));
        eventually(() -> assertThat(listener.told).contains("B down", "A " + CONNECTOR + " running"));

        b.startBroker(0);
        eventually(() -> assertThat(listener.told).contains("B up", "B " + CONNECTOR + " running"));
        assertThat(listener.told.stream().filter("B down"::equals)).hasSize(1);
    }

    @Test
    void endsWhenTwoAliasesAreOneCluster() {
        WorkerPlan mirroredIntoItself =
                withSource(plan("A", own(a, "same"), "x"), "S", Map.of("bootstrap.servers", a.bootstrapServers()));
        start(mirroredIntoItself);

        assertThatThrownBy(() -> process.awaitStop())
                .isInstanceOf(SameClusterException.class)
                .hasMessageContaining("A and S are one and the same cluster");
        assertThat(listener.told).noneMatch(told -> told.contains("create"));
    }

    @Test
    void twoAliasesOfOneClusterEndOnlyWhatTouchesThem() throws Exception {
        WorkerPlan itself =
                withSource(plan("A", own(a, "twice"), "x"), "S", Map.of("bootstrap.servers", a.bootstrapServers()));
        WorkerPlan sound = plan("B", own(b, "once"), "x");
        Map<String, Map<String, String>> connectors = new HashMap<>(Map.of("T." + KIND, TestPlans.tick("x")));
        connectors.put(CONNECTOR, TestPlans.tick("x"));
        start(
                itself,
                new WorkerPlan(
                        sound.target(),
                        sound.workerProperties(),
                        connectors,
                        sound.adminProperties(),
                        sound.secrets(),
                        sound.clusters()));

        eventually(() -> assertThat(listener.told).contains("B T." + KIND + " running"));
        eventually(
                () -> assertThat(listener.told).contains("refused [" + CONNECTOR + " to A, " + CONNECTOR + " to B]"));
        eventually(() -> assertThat(connectors(process, "B").keySet()).containsExactly("T." + KIND));
        assertThat(listener.told).noneMatch(told -> told.startsWith("A create"));
        assertThat(process.states().keySet()).hasToString("[B]");
    }

    @Test
    void keepsGoingWhenAWorkerCannotStart() throws Exception {
        b.createTopic("configs-impossible", 1, 1, Map.of("cleanup.policy", "delete"));
        start(plan("A", own(a, "impossible"), "x"), plan("B", own(b, "impossible"), "x"));

        eventually(() -> assertThat(listener.told).contains("A " + CONNECTOR + " running"));
        eventually(() ->
                assertThat(listener.told.stream().filter("B Failed"::equals)).hasSizeGreaterThan(1));
    }

    private void start(WorkerPlan... plans) {
        process = new MirrorProcess(List.of(plans), listener);
        process.start();
    }

    private String text() throws Exception {
        RunningConnector connector = connectors(process, "A").get(CONNECTOR);
        return connector == null ? "" : connector.config().getOrDefault("text", "");
    }

    private void put(String path) throws Exception {
        URI uri = URI.create(restUrl(process, "A").toString().replaceAll("/$", "") + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isLessThan(300);
    }

    /** Each test has its own Connect cluster within the same Kafka cluster. */
    private static Map<String, String> own(EmbeddedCluster cluster, String test) {
        return new java.util.HashMap<>(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "group.id", "kagami-" + test,
                "config.storage.topic", "configs-" + test,
                "offset.storage.topic", "offsets-" + test,
                "status.storage.topic", "status-" + test));
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(assertion);
    }
}
