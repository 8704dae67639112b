package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.demo.data.Compaction;
import io.kagami.mirror.cli.demo.data.DemoTopic;
import io.kagami.mirror.cli.demo.data.DemoTopics;
import io.kagami.mirror.cli.demo.data.Producers;
import io.kagami.mirror.cli.demo.view.TopicVerdict;
import io.kagami.mirror.cli.demo.view.VerdictTable;
import io.kagami.mirror.cli.view.Screen;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The story, told once from top to bottom: start clusters, write, mirror, change something on the way, stop writing, compare.
 *
 * <p>Threading: one thread; another may stop it at any moment.
 */
final class Demo {

    static final int EQUAL = 0;
    static final int DIFFERENT = 1;
    static final int INTERRUPTED = 130;

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration CLEANING = Duration.ofSeconds(10);
    private static final Duration REACHES = Duration.ofSeconds(30);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final int HISTORY_SECONDS = 5;

    private final DemoOptions options;
    private final Screen screen;
    private final Consumer<DemoClusters> beforeComparison;
    private final List<DemoTopic> topics = DemoTopics.all();
    private final Cleanup cleanup = new Cleanup();
    private final Patience patience = new Patience();

    Demo(DemoOptions options, Screen screen) {
        this(options, screen, clusters -> {});
    }

    /** The last parameter lets a test spoil the copy. */
    Demo(DemoOptions options, Screen screen, Consumer<DemoClusters> beforeComparison) {
        this.options = options;
        this.screen = screen;
        this.beforeComparison = beforeComparison;
    }

    /** Returns an exit code when all is over and cleaned up. */
    int run() {
        try (CtrlC ctrlC = new CtrlC(this::stop)) {
            return run(ctrlC);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } catch (RuntimeException | LinkageError failed) {
            // Classes that are first used while the JVM ends may fail to register what they do at its end.
            if (patience.isStopped()) {
                return INTERRUPTED;
            }
            throw failed;
        }
    }

    private void stop() {
        screen.close();
        new Narration(screen, options).stopping();
        patience.stop();
    }

    private int run(CtrlC ctrlC) throws InterruptedException {
        DemoFolder folder = DemoFolder.create();
        try (cleanup) {
            ctrlC.lastResort(folder::remove);
            cleanup.add(folder);
            cleanup.add(DemoLogging.redirect(folder.log(), screen));
            cleanup.add(patience);
            return attempt(folder);
        }
    }

    private int attempt(DemoFolder folder) throws InterruptedException {
        Narration narration = new Narration(screen, options);
        try {
            return tell(folder, narration);
        } catch (ExecutionException | DemoFailedException failed) {
            narration.failed(failed, folder.endOfLog());
            return DIFFERENT;
        }
    }

    private int tell(DemoFolder folder, Narration narration) throws InterruptedException, ExecutionException {
        narration.title(folder);
        DemoClusters clusters = startClusters(folder);
        narration.clusters(clusters);
        clusters.create(topics);
        Producers producers = cleanup.add(new Producers(topics, topic -> clusters.clientProperties(topic.home())));
        producers.writeAhead(HISTORY_SECONDS);
        restCompaction(clusters);
        patience.check();
        narration.written(topics);

        MirrorFile file = MirrorFile.write(
                folder,
                clusters.cluster(new ClusterAlias("A")).bootstrapServers(),
                clusters.cluster(new ClusterAlias("B")).bootstrapServers());
        narration.mirrorFile(file);
        LiveView live = new LiveView(screen, file.config().flows(), options.duration());
        RunningMirror mirror = cleanup.add(RunningMirror.start(file));
        if (!patience.until(mirror::runs, START)) {
            throw new DemoFailedException("The mirror did not start within " + START.toSeconds() + " s");
        }
        narration.mirror(mirror);
        live.begin();
        patience.every(LiveView.FRAME, live::draw);
        writeAndChange(clusters, producers, narration);
        live.phase("catching up");
        boolean unused = patience.until(live::caughtUp, CATCH_UP);
        live.end();
        beforeComparison.accept(clusters);
        return judge(clusters, narration, mirror);
    }

    private DemoClusters startClusters(DemoFolder folder) throws InterruptedException {
        Map<ClusterAlias, EmbeddedCluster> clusters = new HashMap<>();
        for (String name : List.of("A", "B")) {
            EmbeddedCluster cluster = EmbeddedCluster.builder()
                    .name(name)
                    .dataFolder(folder.cluster(name))
                    .start();
            clusters.put(new ClusterAlias(name), cleanup.add(cluster));
            patience.check();
        }
        return new DemoClusters(clusters);
    }

    private void restCompaction(DemoClusters clusters) throws InterruptedException, ExecutionException {
        for (DemoTopic topic : topics.stream().filter(DemoTopic::compacted).toList()) {
            boolean unused = patience.until(() -> clusters.hasGaps(topic), CLEANING);
            clusters.configure(topic.home(), topic.name(), Compaction.AT_REST);
        }
    }

    private void writeAndChange(DemoClusters clusters, Producers producers, Narration narration)
            throws InterruptedException {
        producers.start();
        long start = System.nanoTime();
        Duration quarter = options.duration().dividedBy(4);
        patience.pause(quarter);
        reach(Change.onePartitionMore(clusters, DemoTopics.GROWING), narration);
        patience.pause(quarter);
        reach(Change.config(clusters, DemoTopics.RECONFIGURED, "retention.ms", "86400000"), narration);
        patience.pause(options.duration().minusNanos(System.nanoTime() - start));
        producers.stop();
    }

    private void reach(Change change, Narration narration) throws InterruptedException {
        long start = System.nanoTime();
        boolean applied = patience.until(change.apply(), REACHES);
        if (!applied || !patience.until(change.reached(), REACHES)) {
            throw new DemoFailedException(
                    change.done() + ", but the copy did not follow in " + REACHES.toSeconds() + " s");
        }
        narration.reached(change, Duration.ofNanos(System.nanoTime() - start));
    }

    private int judge(DemoClusters clusters, Narration narration, RunningMirror mirror) throws InterruptedException {
        narration.comparing();
        List<TopicVerdict> verdicts = compare(clusters);
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        while (verdicts.stream().anyMatch(TopicVerdict::isBehind) && System.nanoTime() - deadline < 0) {
            patience.pause(Duration.ofSeconds(1));
            verdicts = compare(clusters);
        }
        boolean equal = verdicts.stream().allMatch(TopicVerdict::isEqual);
        VerdictTable.lines(verdicts, screen.width(), screen.style()).forEach(screen::say);
        narration.end(equal);
        if (options.keep()) {
            narration.kept(clusters, mirror);
            patience.forever();
        }
        return equal ? EQUAL : DIFFERENT;
    }

    private List<TopicVerdict> compare(DemoClusters clusters) throws InterruptedException {
        EqualityCheck check = new EqualityCheck(clusters);
        List<TopicVerdict> verdicts = new ArrayList<>();
        for (DemoTopic topic : topics) {
            patience.check();
            verdicts.add(check.compare(topic));
        }
        return verdicts;
    }
}
