package io.kagami.mirror.cli.metrics;

import io.kagami.mirror.checkpoint.metrics.CheckpointMeter;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.export.MetricsPage;
import io.kagami.mirror.metrics.mirrormaker.BeanAttribute;
import io.kagami.mirror.metrics.mirrormaker.BeanAttributes;
import io.kagami.mirror.topology.Flow;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;

/** The page about metrics, made from what is registered for a flow with one partition. */
final class MetricReference {

    private static final Flow FLOW = Flow.of("reference", "B");
    /** Labels whose values are the user's. */
    private static final Set<String> FREE = Set.of("source", "target", "topic", "partition", "version");

    private MetricReference() {}

    static String page() {
        MeterRegistry registry = registered();
        StringBuilder page = new StringBuilder(text("introduction"));
        page.append(section(registry, "Flows", "kagami.flow.", "kagami.flow.group", "kagami.flow.checkpoint"));
        page.append(text("flows"));
        page.append(section(registry, "Topics", "kagami.topic."));
        page.append(section(registry, "Partitions", "kagami.partition."));
        page.append(text("partitions"));
        page.append(section(registry, "Consumer groups", "kagami.flow.group"));
        page.append(section(registry, "Checkpoints", "kagami.flow.checkpoint"));
        page.append(section(registry, "Processes", "kagami.build"));
        page.append(text("processes").formatted(seriesOfAFlow(registry)));
        page.append(text("jmx"));
        page.append(attributes("Of partitions", BeanAttributes.OF_PARTITIONS));
        page.append(attributes("Of groups and partitions", BeanAttributes.OF_POSITIONS));
        page.append(text("own-beans")).append(ownBean());
        return page.toString();
    }

    private static MeterRegistry registered() {
        FlowMeter flow = FlowMeter.of(FLOW);
        flow.taskBegins(true);
        flow.joined(new TopicPartition("t", 0));
        try (CheckpointMeter groups =
                CheckpointMeter.of(FLOW, Way.FORWARD, MetricSettings.from(Map.of()), () -> null)) {
            groups.reads();
        }
        return MetricsPage.ofProcess().refresh();
    }

    private static String text(String name) {
        try {
            return Files.readString(Path.of("src", "test", "resources", "io", "kagami", "mirror", "cli", "metrics")
                            .resolve(name + ".md"))
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(MeterRegistry registry, String title, String prefix, String... but) {
        String rows = named(registry, prefix, but).entrySet().stream()
                .map(entry -> row(registry, entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return "### " + title + "\n\n| series | type | labels | meaning |\n|---|---|---|---|\n" + rows + "\n";
    }

    private static Map<String, List<Meter>> named(MeterRegistry registry, String prefix, String... but) {
        return registry.getMeters().stream()
                .filter(meter -> isOf(meter.getId(), prefix, but))
                .collect(Collectors.groupingBy(meter -> meter.getId().getName(), TreeMap::new, Collectors.toList()));
    }

    private static boolean isOf(Meter.Id id, String prefix, String... but) {
        String source = id.getTag("source");
        return id.getName().startsWith(prefix)
                && Arrays.stream(but).noneMatch(id.getName()::startsWith)
                && (source == null || source.equals(FLOW.source().name()));
    }

    private static String row(MeterRegistry registry, String name, Collection<Meter> meters) {
        Meter.Id id = meters.iterator().next().getId();
        String series = registry.config().namingConvention().name(name, id.getType(), id.getBaseUnit());
        String suffix = id.getType() == Meter.Type.COUNTER ? "_total" : "";
        boolean isTimer = id.getType() == Meter.Type.TIMER;
        String shown = isTimer
                ? "`" + series + "_bucket`, `_count`, `_sum`; `" + series + "_max`, a gauge"
                : "`" + series + suffix + "`";
        String type = isTimer ? "histogram" : id.getType().name().toLowerCase(Locale.ROOT);
        return "| " + shown + " | " + type + " | " + labels(meters) + " | " + id.getDescription() + " |\n";
    }

    private static String labels(Collection<Meter> meters) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (Meter meter : meters) {
            for (Tag tag : meter.getId().getTags()) {
                values.computeIfAbsent(tag.getKey(), key -> new TreeSet<>()).add(tag.getValue());
            }
        }
        return values.entrySet().stream()
                .map(entry -> label(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String label(String key, Set<String> values) {
        if (FREE.contains(key)) {
            return "`" + key + "`";
        }
        String known = switch (key) {
            case "kind" -> "see [events](events.md)";
            case "way" -> "`forward`, `reverse`";
            default -> values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
        };
        return "`" + key + "` (" + known + ")";
    }

    private static long seriesOfAFlow(MeterRegistry registry) {
        return named(registry, "kagami.flow.", "kagami.flow.group", "kagami.flow.checkpoint").values().stream()
                .flatMap(List::stream)
                .filter(meter -> meter.getId().getType() != Meter.Type.TIMER)
                .count();
    }

    private static <T> String attributes(String title, List<BeanAttribute<T>> attributes) {
        return "#### " + title + "\n\n| attribute | meaning |\n|---|---|\n"
                + attributes.stream()
                        .map(each -> "| `" + each.name() + "` | " + each.meaning() + " |\n")
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String ownBean() {
        try {
            return Arrays.stream(ManagementFactory.getPlatformMBeanServer()
                            .getMBeanInfo(new ObjectName("io.kagami.mirror:type=Flow,source=reference,target=B"))
                            .getAttributes())
                    .map(MBeanFeatureInfo::getName)
                    .sorted()
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", ", "", ".\n"));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
