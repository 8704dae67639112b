package io.kagami.mirror.config;

import io.kagami.mirror.config.classes.UsersClasses;
import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.config.keys.ClassDefinition;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.keys.OffsetMapDefinition;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.config.precedence.ClientSettings;
import io.kagami.mirror.config.precedence.Side;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicies;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.filter.ConfigPropertySelection;
import io.kagami.mirror.filter.NameFilter;
import io.kagami.mirror.filter.NamePatterns;
import io.kagami.mirror.filter.TopicSelection;
import io.kagami.mirror.filter.TopicSelection.Heartbeats;
import io.kagami.mirror.naming.CycleRule;
import io.kagami.mirror.naming.InternalTopics;
import io.kagami.mirror.naming.OffsetSyncsLocation;
import io.kagami.mirror.naming.PolicyLoading;
import io.kagami.mirror.naming.RemoteTopics;
import io.kagami.mirror.offset.start.Baseline;
import io.kagami.mirror.offset.start.StartFrom;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/**
 * The settings of one source connector as values. Where MirrorMaker 2 has a negative number for off, there is an empty {@code Optional} here.
 *
 * <p>Threading: immutable, except that a user's own replication policy may not be.
 */
public final class FlowConfig {

    private final Map<String, String> settings;
    private final Map<String, Object> values;
    private final Flow flow;
    private final ReplicationPolicy policy;
    private final UsersClasses classes;
    private final ConfigProblems warnings;

    private FlowConfig(Map<String, String> settings, ConfigProblems warnings) {
        this.settings = Map.copyOf(settings);
        this.values = Map.copyOf(FlowDefinition.definition().parse(settings));
        this.flow = Flow.of(string(FlowDefinition.SOURCE_ALIAS), string(FlowDefinition.TARGET_ALIAS));
        this.policy = PolicyLoading.load((Class<?>) value(FlowDefinition.POLICY_CLASS), settings);
        this.classes = new UsersClasses(this.settings);
        this.warnings = warnings;
    }

    /**
     * Reads a connector's settings.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    public static FlowConfig from(Map<String, String> connectorSettings) {
        ConfigProblems problems = new ConfigProblems(FlowChecks.problems(connectorSettings));
        problems.throwIfErrors();
        return new FlowConfig(connectorSettings, problems);
    }

    /** For Connect: every setting with its documentation. */
    public static ConfigDef definition() {
        return FlowDefinition.definition();
    }

    public ConfigProblems warnings() {
        return warnings;
    }

    public Flow flow() {
        return flow;
    }

    public boolean enabled() {
        return flag(FlowDefinition.ENABLED);
    }

    public Duration adminTimeout() {
        return Duration.ofMillis(number(FlowDefinition.ADMIN_TIMEOUT));
    }

    public Map<String, Object> sourceConsumer() {
        return new ClientSettings(settings, clientLabel()).consumer(Side.SOURCE);
    }

    public Map<String, Object> targetConsumer() {
        return new ClientSettings(settings, clientLabel()).consumer(Side.TARGET);
    }

    public Map<String, Object> sourceProducer() {
        return new ClientSettings(settings, clientLabel()).producer(Side.SOURCE);
    }

    public Map<String, Object> targetProducer() {
        return new ClientSettings(settings, clientLabel()).producer(Side.TARGET);
    }

    public Map<String, Object> sourceAdmin() {
        return new ClientSettings(settings, clientLabel()).admin(Side.SOURCE);
    }

    public Map<String, Object> targetAdmin() {
        return new ClientSettings(settings, clientLabel()).admin(Side.TARGET);
    }

    /** Which clusters the flow takes for others than their ids tell. */
    public AcceptedIds acceptedIds() {
        return AcceptedIds.from(settings);
    }

    /** Filters and the admin class of the user's, if there are any. */
    public UsersClasses usersClasses() {
        return classes;
    }

    public ReplicationPolicy replicationPolicy() {
        return policy;
    }

    public RemoteTopics remoteTopics() {
        return new RemoteTopics(flow, policy);
    }

    public InternalTopics internalTopics() {
        return new InternalTopics(policy);
    }

    public TopicSelection topicSelection() {
        return new TopicSelection(
                classes.filter(ClassDefinition.TOPIC_FILTER)
                        .map(filter -> filter.asking(ClassDefinition.TOPIC_FILTER.method()))
                        .orElseGet(() -> NameFilter.ofLists(
                                patterns(FlowDefinition.TOPICS), patterns(FlowDefinition.TOPICS_EXCLUDE))),
                heartbeatsReplicationEnabled() ? Heartbeats.ALWAYS : Heartbeats.AS_LISTED,
                policy,
                new CycleRule(policy, flow.target()));
    }

    /** What the flow would mirror if its topic lists were those noted. */
    public TopicSelection topicSelection(Baseline noted) {
        Map<String, String> then = new HashMap<>(settings);
        then.put(FlowDefinition.TOPICS, noted.topics());
        then.put(FlowDefinition.TOPICS_EXCLUDE, noted.excluded());
        return new FlowConfig(then, warnings).topicSelection();
    }

    /** The topic lists as they are, to be noted. */
    public Baseline baseline() {
        return new Baseline(list(FlowDefinition.TOPICS), list(FlowDefinition.TOPICS_EXCLUDE));
    }

    /** With which record to begin where nothing was copied yet. */
    public StartFrom startFrom() {
        return StartFrom.parse(
                string(FlowDefinition.START_FROM), sourceConsumer().get("auto.offset.reset"));
    }

    public ConfigPropertySelection configPropertySelection() {
        boolean fromSource = string(FlowDefinition.USE_DEFAULTS_FROM).equals("source");
        NamePatterns excluded = patterns(FlowDefinition.CONFIG_EXCLUDE);
        return classes.filter(ClassDefinition.CONFIG_FILTER)
                .map(users -> new ConfigPropertySelection(
                        users.asking(ClassDefinition.CONFIG_FILTER.method()),
                        users.asking("shouldReplicateSourceDefault")))
                .orElseGet(() ->
                        new ConfigPropertySelection(property -> !excluded.match(property), property -> fromSource));
    }

    public boolean heartbeatsReplicationEnabled() {
        return flag(FlowDefinition.HEARTBEATS_REPLICATION);
    }

    /** Of topics created on the target; empty for the target's own default. */
    public Optional<Short> replicationFactor() {
        return replicas(FlowDefinition.REPLICATION_FACTOR);
    }

    /** Empty if new topics and partitions are not looked for. */
    public Optional<Duration> refreshTopicsInterval() {
        return repeated(FlowDefinition.REFRESH_TOPICS);
    }

    /** Empty if topic configurations do not follow. */
    public Optional<Duration> syncTopicConfigsInterval() {
        return repeated(FlowDefinition.SYNC_CONFIGS);
    }

    /** Empty if ACLs do not follow. */
    public Optional<Duration> syncTopicAclsInterval() {
        return repeated(FlowDefinition.SYNC_ACLS);
    }

    /** Where MirrorMaker 2 keeps the flow's offset syncs. */
    public OffsetSyncsLocation offsetSyncsLocation() {
        return OffsetSyncsLocation.parse(string(FlowDefinition.SYNCS_LOCATION));
    }

    /** The topic it keeps them in. */
    public String offsetSyncsTopic() {
        return internalTopics().offsetSyncs(flow, offsetSyncsLocation());
    }

    /** Whether syncs are written there for others: only where the settings say where. */
    public boolean writesSyncsForOthers() {
        return emitOffsetSyncsEnabled() && settings.containsKey(FlowDefinition.SYNCS_LOCATION);
    }

    /** Where, at the target, MirrorMaker 2 has Connect store its positions: the likelier topic first. */
    public List<String> connectOffsetsTopics() {
        String standard = internalTopics().mirrorMakerOffsets(flow.source());
        return List.of(settings.getOrDefault("target.cluster.offset.storage.topic", standard), standard);
    }

    /** Empty for the default of the cluster that holds the topic. */
    public Optional<Short> offsetSyncsReplicationFactor() {
        return replicas(FlowDefinition.SYNCS_REPLICATION_FACTOR);
    }

    public boolean emitOffsetSyncsEnabled() {
        return flag(FlowDefinition.EMIT_SYNCS);
    }

    /** Runs the flow's offset map may hold. */
    public int offsetMapMaxRuns() {
        return (int) number(OffsetMapDefinition.MAX_RUNS);
    }

    /** Bytes one task holds between source and target at most. */
    public long copierBufferBytes() {
        return number(FlowDefinition.BUFFER_BYTES);
    }

    /** How this flow copies, as far as its own settings tell: those of its worker were looked at when it was deployed. */
    public ReplicationMode replicationMode() {
        return new ModeChoice(settings, Map.of()).chosen();
    }

    /** What is done about each kind of event. */
    public EventPolicies eventPolicies() {
        return new EventPolicies(Arrays.stream(EventKind.values())
                .collect(Collectors.toMap(kind -> kind, kind -> EventPolicy.of(string(kind.setting())))));
    }

    private String clientLabel() {
        return flow + "|" + settings.getOrDefault("name", "MirrorSourceConnector");
    }

    private Optional<Duration> repeated(String work) {
        long seconds = number(FlowDefinition.interval(work));
        return flag(FlowDefinition.enabled(work)) && seconds > 0
                ? Optional.of(Duration.ofSeconds(seconds))
                : Optional.empty();
    }

    private Optional<Short> replicas(String key) {
        long replicas = number(key);
        return replicas > 0 ? Optional.of((short) replicas) : Optional.empty();
    }

    private NamePatterns patterns(String key) {
        return NamePatterns.of(
                ((List<?>) value(key)).stream().map(String::valueOf).toList());
    }

    private String list(String key) {
        return ((List<?>) value(key)).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private String string(String key) {
        return (String) value(key);
    }

    private boolean flag(String key) {
        return (Boolean) value(key);
    }

    private long number(String key) {
        return ((Number) value(key)).longValue();
    }

    private Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no setting is called " + key);
        }
        return value;
    }
}
