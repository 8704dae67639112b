package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.demo.data.DemoTopic;
import io.kagami.mirror.cli.view.Screen;
import io.kagami.mirror.cli.view.Style;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The sentences of the demo.
 *
 * <p>Threading: one thread.
 */
final class Narration {

    private final Screen screen;
    private final Style style;
    private final DemoOptions options;
    private long lastStep = System.nanoTime();

    Narration(Screen screen, DemoOptions options) {
        this.screen = screen;
        this.style = screen.style();
        this.options = options;
    }

    void title(DemoFolder folder) {
        say("");
        say(style.title("Kagami demo") + "  two Kafka clusters mirror each other, batch by batch");
        say(style.faint("data and log: " + folder.path() + ", removed at the end"));
        say("");
    }

    void clusters(DemoClusters clusters) {
        String addresses = clusters.byAlias().values().stream()
                .map(cluster -> cluster.name() + " at " + cluster.bootstrapServers())
                .collect(Collectors.joining(", "));
        step("clusters are up: " + addresses);
    }

    void written(List<DemoTopic> topics) {
        step(topics.size() + " topics are written: all codecs, transactions, compaction");
    }

    void mirrorFile(MirrorFile file) {
        say("");
        say(style.faint("# " + file.path().getFileName()));
        file.text().lines().forEach(line -> say(line.startsWith("#") ? style.faint(line) : line));
        say("");
    }

    void mirror(RunningMirror mirror) {
        String urls = mirror.restUrls().entrySet().stream()
                .map(worker -> worker.getValue().toString())
                .collect(Collectors.joining(" and "));
        step("mirror is up: " + urls);
        say("");
    }

    void reached(Change change, Duration after) {
        say(change.done() + ", copied after " + style.strong(seconds(after)));
    }

    void comparing() {
        say(style.faint("comparing every partition with its copy, record by record ..."));
        say("");
    }

    void failed(Exception failure, List<String> log) {
        screen.settle();
        say("");
        say(style.bad(String.valueOf(failure.getMessage())));
        if (!log.isEmpty()) {
            say("The log ended with");
            log.forEach(line -> say(style.faint(line)));
        }
    }

    void stopping() {
        say("");
        say(style.faint("stopping mirror and clusters, removing the data ..."));
    }

    void end(boolean equal) {
        say("");
        if (equal && !options.keep()) {
            say("Your own clusters: put their addresses into a file like the one above, then");
            say(style.strong("bin/connect-mirror-maker.sh FILE"));
        }
        if (!options.keep()) {
            stopping();
        }
    }

    void kept(DemoClusters clusters, RunningMirror mirror) {
        clusters.byAlias()
                .forEach((alias, cluster) -> say("cluster %s   %s".formatted(alias, cluster.bootstrapServers())));
        mirror.restUrls().forEach((target, url) -> say("into %s      %s".formatted(target, url.resolve("connectors"))));
        say("");
        say("Try Kafka's own tools, for instance");
        say(style.strong("kafka-console-producer.sh --bootstrap-server %s --topic orders"
                .formatted(clusters.cluster(new ClusterAlias("A")).bootstrapServers())));
        say(style.strong("kafka-console-consumer.sh --bootstrap-server %s --topic A.orders"
                .formatted(clusters.cluster(new ClusterAlias("B")).bootstrapServers())));
        say("");
        say("Ctrl-C ends it and removes everything.");
    }

    private void step(String text) {
        long now = System.nanoTime();
        say(style.good("*") + " " + text + style.faint("  " + seconds(Duration.ofNanos(now - lastStep))));
        lastStep = now;
    }

    private void say(String line) {
        screen.say(line.isEmpty() ? "" : "  " + line);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
