package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.demo.data.Compaction;
import io.kagami.mirror.cli.demo.data.DemoTopic;
import io.kagami.mirror.cli.demo.data.DemoTopics;
import io.kagami.mirror.cli.demo.data.Producers;
import io.kagami.mirror.cli.demo.view.Screen;
import io.kagami.mirror.cli.demo.view.TopicVerdict;
import io.kagami.mirror.cli.demo.view.VerdictTable;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The story, told once from top to bottom: start clusters, write, mirror, change something on the way, stop writing, compare.
 *
 * <p>Threading: one thread, which may be interrupted at any moment and then cleans up.
 */
final class Demo {

    static final int EQUAL = 0;
    static final int DIFFERENT = 1;

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration CLEANING = Duration.ofSeconds(10);
    private static final Duration REACHES = Duration.ofSeconds(30);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
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

    /** Returns {@link #EQUAL} or {@link #DIFFERENT} when all is over and cleaned up. */
    int run() throws InterruptedException {
        DemoFolder folder = DemoFolder.create();
        CtrlC ctrlC = new CtrlC(() -> removeAtLast(folder));
        try (cleanup) {
            cleanup.add(folder);
            cleanup.add(DemoLogging.redirect(folder.log(), screen));
            cleanup.add(patience);
            return tell(folder);
        } catch (ExecutionException | DemoFailedException failed) {
            screen.say("  " + screen.style().bad(String.valueOf(failed.getMessage())));
            return DIFFERENT;
        } finally {
            ctrlC.close();
        }
    }

    private int tell(DemoFolder folder) throws InterruptedException, ExecutionException {
        Narration narration = new Narration(screen, options);
        narration.title(folder);
        DemoClusters clusters = startClusters(folder);
        narration.clusters(clusters);
        clusters.create(topics);
        Producers producers = cleanup.add(new Producers(topics, topic -> clusters.clientProperties(topic.home())));
        producers.writeAhead(HISTORY_SECONDS);
        restCompaction(clusters);
        narration.written(topics);

        MirrorFile file = MirrorFile.between(
                clusters.cluster(new ClusterAlias("A")).bootstrapServers(),
                clusters.cluster(new ClusterAlias("B")).bootstrapServers());
        narration.mirrorFile(folder.write("connect-mirror-maker.properties", file.text()), file);
        RunningMirror mirror = cleanup.add(RunningMirror.start(file));
        if (!patience.until(mirror::runs, START)) {
            throw new DemoFailedException("The mirror did not start within " + START.toSeconds() + " s");
        }
        narration.mirror(mirror);
        LiveView live = new LiveView(screen, mirror.flows(), options.duration());
        patience.every(LiveView.FRAME, live::draw);
        writeAndChange(clusters, producers, narration);
        live.phase("catching up");
        boolean unused = patience.until(live::caughtUp, CATCH_UP);
        live.end();
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
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
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
        beforeComparison.accept(clusters);
        List<TopicVerdict> verdicts = new EqualityCheck(clusters).compare(topics);
        boolean equal = verdicts.stream().allMatch(TopicVerdict::isEqual);
        VerdictTable.lines(verdicts, screen.width(), screen.style()).forEach(screen::say);
        narration.end(equal);
        if (options.keep()) {
            narration.kept(clusters, mirror);
            patience.forever();
        }
        return equal ? EQUAL : DIFFERENT;
    }

    private static void removeAtLast(DemoFolder folder) {
        try {
            folder.close();
        } catch (IOException leftBehind) {
            System.err.println("Could not remove " + folder.path());
        }
    }
}
