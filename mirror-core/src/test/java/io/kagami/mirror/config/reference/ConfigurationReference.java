package io.kagami.mirror.config.reference;

import io.kagami.mirror.config.definition.DistributedDefinition;
import io.kagami.mirror.config.definition.FileDefinition;
import io.kagami.mirror.config.definition.OwnWorkerDefinition;
import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.config.keys.CheckpointDefinition;
import io.kagami.mirror.config.keys.ConnectionKeys;
import io.kagami.mirror.config.keys.ConnectorKeys;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.keys.HeartbeatDefinition;
import io.kagami.mirror.config.keys.KnownKeys;
import io.kagami.mirror.config.keys.Scope;
import io.kagami.mirror.config.metrics.MetricSettings;
import io.kagami.mirror.config.monitoring.MonitoringDefinition;
import io.kagami.mirror.event.EventKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The page about configuration, made from the definitions that files are read by. */
final class ConfigurationReference {

    private static final String TLS_OF_MONITORING = MonitoringDefinition.TLS + "ssl.";

    /** What Kafka has for itself begins so. */
    static final String NOT_FOR_USERS = "internal.";

    private final Set<String> shown = new HashSet<>();
    private final Origins origins = new Origins();
    private final StringBuilder page = new StringBuilder();

    /** All of it. */
    String page() {
        page.append(PageText.of("introduction"));
        file();
        flows();
        connections();
        workers();
        clients();
        others();
        return page.toString();
    }

    /** Names the page has rows for; after {@link #page}. */
    Set<String> shown() {
        return Set.copyOf(shown);
    }

    private void file() {
        heading("## The whole file", "At the top level only.");
        page.append(ofFlows().of(keys(FileDefinition.definition(), key -> true)));
        heading(
                "### The process's own server",
                "At the top level only; read at the start. See [health.md](health.md#settings). `" + TLS_OF_MONITORING
                        + "*` are Kafka's `ssl.*` settings, as of [connections](#connections), and `"
                        + TLS_OF_MONITORING + "client.auth`.");
        page.append(ofFlows()
                .of(keys(MonitoringDefinition.definition(), key -> !key.startsWith(MonitoringDefinition.TLS))));
    }

    private void flows() {
        Set<String> events =
                Arrays.stream(EventKind.values()).map(EventKind::setting).collect(Collectors.toSet());
        Set<String> apart = new HashSet<>(events);
        apart.addAll(TopicDeletes.names());
        apart.addAll(MetricSettings.names());
        heading("## Flows", "At the top level for all flows, or for one: `A->B.key`.");
        heading("### Topics and records", "");
        page.append(ofFlows().of(keys(FlowDefinition.definition(), key -> !apart.contains(key))));
        heading("### Deleting copies", "See [deletion.md](deletion.md).");
        page.append(ofFlows().of(keys(FlowDefinition.definition(), TopicDeletes.names()::contains)));
        heading("### Consumer groups", "See [positions.md](positions.md).");
        page.append(ofFlows().of(keys(CheckpointDefinition.definition(), key -> true)));
        heading("### Heartbeats", "");
        page.append(ofFlows().of(keys(HeartbeatDefinition.definition(), key -> true)));
        heading("### Metrics", "See [metrics.md](metrics.md#how-many-series-there-are).");
        page.append(ofFlows().of(keys(FlowDefinition.definition(), MetricSettings.names()::contains)));
        heading(
                "### When something goes wrong",
                "Kagami's own. [events.md](events.md) says what each policy does, and has the remedies.");
        page.append(new KeyTable(shown)
                .with("default", Origins::written)
                .withAllowed()
                .with("meaning", ConfigurationReference::whole)
                .of(keys(FlowDefinition.definition(), events::contains)));
        heading(
                "### What Connect knows of connectors",
                "Connect's own, for each flow's connectors. `transforms`, `predicates` and converters take record mode"
                        + " ([ADR 8](adr/0008-two-modes.md)).");
        page.append(ofKafka(Origins::written).of(keys(ConnectorKeys.definition(), key -> !shown.contains(key))));
        heading("### Of MirrorMaker 2, known and without effect here", "");
        page.append(Effects.withoutAny(List.of("consumer.poll.timeout.ms", "metric.reporters"), shown));
    }

    private void connections() {
        heading(
                "## Connections",
                "How a cluster is reached, Kafka's own: `A.key` for all clients of A, `key` at the top level for all clusters, and behind"
                        + " `A.consumer.`, `A.producer.` or `A.admin.` for clients of one kind ([security.md](security.md)).");
        page.append(ofKafka(Origins::written).of(keys(ConnectionKeys.definition(), key -> true)));
    }

    private void workers() {
        heading(
                "## Workers",
                "Of the Connect worker of target B: `B.key`. Those with *yes* also at the top level, for all targets.");
        heading("### Of Kagami's workers alone", "");
        page.append(ofWorkers(ConfigurationReference::whole).of(keys(OwnWorkerDefinition.definition(), key -> true)));
        heading("### Connect's own", "Their connections are those [above](#connections).");
        Set<String> described = DistributedDefinition.definition().names();
        Map<String, ConfigKey> rest = known(Scope.CLUSTER);
        rest.keySet().removeAll(ConnectionKeys.names());
        rest.keySet().removeAll(OwnWorkerDefinition.definition().names());
        page.append(ofWorkers(key -> described.contains(key.name) ? whole(key) : Wording.first(key.documentation))
                .of(rest.values()));
    }

    private void clients() {
        heading(
                "## Clients",
                "Kafka's own, behind `A.consumer.`, `A.producer.` or `A.admin.`, beside those of [connections](#connections). In batch mode"
                        + " records pass through neither a consumer nor a producer of Kafka's, so that many of their settings have no effect on"
                        + " what is copied; they have on Connect's and MirrorMaker 2's own topics.");
        heading("### Consumers", "");
        clients(Scope.CONSUMER, new ConsumerDefaults()::of);
        heading("### Producers", "");
        clients(Scope.PRODUCER, Origins::written);
        heading("### Admin clients", "");
        clients(Scope.ADMIN, Origins::written);
    }

    private void clients(Scope scope, Function<ConfigKey, String> defaults) {
        Map<String, ConfigKey> known = known(scope);
        known.keySet().removeAll(ConnectionKeys.names());
        page.append(ofKafka(defaults)
                .with("in batch mode", key -> Effects.inBatchMode(scope, key.name))
                .of(known.values()));
    }

    private void others() {
        heading(
                "## Settings with names of others",
                "Below these beginnings, plugins name their own settings: converters, transforms, config providers, replication policies, REST"
                        + " extensions; and Kafka's of topics and clients stand there.");
        page.append("| place | beginnings |\n| --- | --- |\n");
        for (Scope scope : List.of(Scope.TOP_LEVEL, Scope.CLUSTER, Scope.FLOW)) {
            page.append("| ")
                    .append(scope.words())
                    .append(" | ")
                    .append(quoted(KnownKeys.openPrefixes(scope)))
                    .append(" |\n");
        }
        heading(
                "\n## Keys that MirrorMaker 2 had",
                "They are known, and have no effect any more, in MM2 and here; `validate` says what to write.");
        page.append("| key | write |\n| --- | --- |\n");
        new TreeMap<>(KnownKeys.REMOVED)
                .forEach((key, now) -> page.append("| `")
                        .append(key)
                        .append("` | ")
                        .append(now.isEmpty() ? "nothing" : "`" + now + "`")
                        .append(" |\n"));
    }

    private void heading(String heading, String text) {
        page.append(heading).append("\n\n").append(text).append(text.isEmpty() ? "" : "\n\n");
    }

    private KeyTable ofFlows() {
        return new KeyTable(shown)
                .with("of", key -> origins.whose(key.name))
                .with("default", origins::ofFlow)
                .withAllowed()
                .with("meaning", ConfigurationReference::whole);
    }

    private KeyTable ofWorkers(Function<ConfigKey, String> meaning) {
        return new KeyTable(shown)
                .with("top level", key -> KnownKeys.knows(Scope.TOP_LEVEL, key.name) ? "yes" : "")
                .with("default", origins::ofWorker)
                .withAllowed()
                .with("meaning", meaning);
    }

    private KeyTable ofKafka(Function<ConfigKey, String> defaults) {
        return new KeyTable(shown)
                .with("default", defaults)
                .withAllowed()
                .with("meaning", key -> Wording.first(key.documentation));
    }

    private static String whole(ConfigKey key) {
        return Wording.whole(key.documentation);
    }

    private static Collection<ConfigKey> keys(ConfigDef definition, Predicate<String> wanted) {
        return definition.configKeys().values().stream()
                .filter(key -> wanted.test(key.name))
                .toList();
    }

    private static Map<String, ConfigKey> known(Scope scope) {
        Map<String, ConfigKey> known = new TreeMap<>();
        for (String name : KnownKeys.names(scope)) {
            if (!name.startsWith(NOT_FOR_USERS)) {
                KnownKeys.definition(scope, name).ifPresent(key -> known.put(name, key));
            }
        }
        return known;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
