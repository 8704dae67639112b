package io.kagami.mirror.config.keys;

import io.kagami.mirror.config.definition.FileDefinition;
import io.kagami.mirror.config.monitoring.MonitoringDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Which keys mean something in which scope. */
public final class KnownKeys {

    /** Keys that earlier versions of MirrorMaker 2 had, and what took their place: nothing, where that is empty. */
    public static final Map<String, String> REMOVED = Map.of(
            "topics.blacklist", "topics.exclude",
            "topics.whitelist", "topics",
            "groups.blacklist", "groups.exclude",
            "groups.whitelist", "groups",
            "config.properties.blacklist", "config.properties.exclude",
            "use.incremental.alter.configs", "",
            "add.source.alias.to.metrics", "");

    private static final List<String> OF_PLUGINS = List.of(
            "config.providers.", "replication.policy.", "key.converter.", "value.converter.", "header.converter.");
    private static final List<String> OF_WORKERS =
            List.of("offset.storage.", "config.storage.", "status.storage.", "listeners.", "rest.", "metrics.context.");
    private static final List<String> OF_CONNECTORS = List.of(
            "transforms.",
            "predicates.",
            "errors.",
            "topic.creation.",
            "producer.override.",
            "consumer.override.",
            "admin.override.",
            "offset-syncs.source.",
            "offset-syncs.target.");

    private static final Map<Scope, Catalogue> CATALOGUES = Map.of(
            Scope.TOP_LEVEL, topLevel(),
            Scope.CLUSTER, cluster(),
            Scope.FLOW, flow(),
            Scope.CONSUMER, Catalogue.of(List.of(ConsumerConfig.configDef()), Set.of(), List.of()),
            Scope.PRODUCER, Catalogue.of(List.of(ProducerConfig.configDef()), Set.of(), List.of()),
            Scope.ADMIN, Catalogue.of(List.of(AdminClientConfig.configDef()), Set.of(), List.of()));

    private KnownKeys() {}

    /** Whether {@code name}, without the prefixes that make the scope, means something there. */
    public static boolean knows(Scope scope, String name) {
        return catalogue(scope).knows(name);
    }

    /** Type and bounds, where they are known. */
    public static Optional<ConfigKey> definition(Scope scope, String name) {
        return catalogue(scope).definition(name);
    }

    /** Every name of a scope, to find out what was meant. */
    public static Set<String> names(Scope scope) {
        Set<String> names = new TreeSet<>(catalogue(scope).named());
        names.addAll(catalogue(scope).defined().keySet());
        return names;
    }

    /** What begins the names that plugins give to settings of their own in a scope, such as {@code transforms.}; sorted. */
    public static List<String> openPrefixes(Scope scope) {
        return catalogue(scope).openPrefixes().stream().distinct().sorted().toList();
    }

    private static Catalogue catalogue(Scope scope) {
        Catalogue catalogue = CATALOGUES.get(scope);
        if (catalogue == null) {
            throw new IllegalStateException("no catalogue for " + scope);
        }
        return catalogue;
    }

    private static Catalogue topLevel() {
        return Catalogue.of(
                List.of(
                        workerAtTopLevel(),
                        FileDefinition.definition(),
                        MonitoringDefinition.definition(),
                        ConnectionKeys.definition(),
                        FlowDefinition.definition(),
                        CheckpointDefinition.definition(),
                        HeartbeatDefinition.definition()),
                ConnectorKeys.names(),
                concat(ConnectorKeys.PLUGIN_PREFIXES, concat(OF_PLUGINS, OF_WORKERS)));
    }

    private static ConfigDef workerAtTopLevel() {
        ConfigDef definition = new ConfigDef();
        WorkerKeys.definition().configKeys().values().stream()
                .filter(key -> WorkerKeys.honouredAtTopLevel(key.name) || key.name.startsWith(WorkerKeys.OURS))
                .forEach(definition::define);
        return definition;
    }

    private static Catalogue cluster() {
        return Catalogue.of(
                List.of(WorkerKeys.definition(), ConnectionKeys.definition()),
                Set.of(),
                concat(OF_PLUGINS, OF_WORKERS));
    }

    private static Catalogue flow() {
        return Catalogue.of(
                List.of(
                        ConnectorKeys.definition(),
                        FlowDefinition.definition(),
                        CheckpointDefinition.definition(),
                        HeartbeatDefinition.definition()),
                ConnectorKeys.names(),
                concat(OF_PLUGINS, OF_CONNECTORS));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
