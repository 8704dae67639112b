package io.kagami.mirror.wire.connection;

import io.kagami.mirror.access.Login;
import io.kagami.mirror.topology.ClusterAlias;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connections to the brokers of one cluster: metadata, readiness, requests and their answers.
 *
 * <p>Threading: owned by one thread; only {@link #wakeup()}, {@link #refreshMetadata()}, {@link #metadataVersion()},
 * {@link #partitionCounts()} and {@link #refusedAccess()} may be called from others.
 */
public final class ClusterConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterConnection.class);

    /** A cluster of which one broker refuses us, and others do not, is not told to be back each time another answers. */
    private static final long QUIET_MS = 5_000;

    private final ClusterAlias alias;
    private final Login login;
    private final RecyclingSelector selector;
    private final NetworkClient client;
    private final ClusterMetadata metadata;
    private final Metrics metrics = new Metrics();
    private final ApiVersions apiVersions = new ApiVersions();
    private final Time time;
    private final int requestTimeoutMs;

    private @Nullable KafkaException reportedTrouble;
    private volatile @Nullable String refusedAccess;
    private long lastTroubleMs;
    private @Nullable RuntimeException handlerDefect;

    private ClusterConnection(
            ClusterAlias alias,
            AbstractConfig config,
            int maxInFlightPerBroker,
            ClusterMetadata metadata,
            AnswerMemory memory,
            LogContext logContext,
            Time time) {
        this.alias = alias;
        this.login = Login.of(config.originals());
        this.metadata = metadata;
        this.time = time;
        this.requestTimeoutMs = config.getInt(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG);
        this.selector = new RecyclingSelector(
                config, metrics, time, ClientUtils.createChannelBuilder(config, time, logContext), memory, logContext);
        this.client = new NetworkClient(
                selector,
                metadata,
                config.getString(CommonClientConfigs.CLIENT_ID_CONFIG),
                maxInFlightPerBroker,
                config.getLong(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG),
                config.getLong(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG),
                config.getInt(CommonClientConfigs.SEND_BUFFER_CONFIG),
                config.getInt(CommonClientConfigs.RECEIVE_BUFFER_CONFIG),
                requestTimeoutMs,
                config.getLong(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG),
                config.getLong(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG),
                time,
                true,
                apiVersions,
                logContext,
                config.getLong(CommonClientConfigs.METADATA_RECOVERY_REBOOTSTRAP_TRIGGER_MS_CONFIG),
                MetadataRecoveryStrategy.forName(
                        config.getString(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG)));
    }

    /**
     * Opens nothing yet: connections are made when first needed.
     *
     * @param config a consumer's or producer's configuration, with the user's security settings
     * @param metadataMaxAge how often topics and leaders are listed anew when nothing else asks for it
     * @param wantedTopics which topics to remember
     * @param memory for answers
     */
    public static ClusterConnection open(
            ClusterAlias alias,
            AbstractConfig config,
            int maxInFlightPerBroker,
            Duration metadataMaxAge,
            Predicate<String> wantedTopics,
            AnswerMemory memory,
            Time time) {
        LogContext logContext = new LogContext("[" + alias + "] ");
        ClusterMetadata metadata = new ClusterMetadata(
                Duration.ofMillis(config.getLong(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG)),
                Duration.ofMillis(config.getLong(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG)),
                metadataMaxAge,
                wantedTopics,
                logContext);
        metadata.bootstrap(ClientUtils.parseAndValidateAddresses(
                config.getList(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG),
                config.getString(CommonClientConfigs.CLIENT_DNS_LOOKUP_CONFIG)));
        return new ClusterConnection(alias, config, maxInFlightPerBroker, metadata, memory, logContext, time);
    }

    public ClusterAlias alias() {
        return alias;
    }

    /** Grows by one with each metadata answer; a change means topics or leaders may have changed. */
    public int metadataVersion() {
        return metadata.updateVersion();
    }

    /**
     * Whether an answer was received, so that an absent topic is known to be absent. Not so at first, nor while the client, having
     * lost all brokers, begins again at the bootstrap servers.
     */
    public boolean metadataKnown() {
        return metadata.lastSuccessfulUpdate() > 0 && !metadata.fetch().isBootstrapConfigured();
    }

    /** Partition counts of the wanted topics, from the last answer. */
    public Map<String, Integer> partitionCounts() {
        return metadata.partitionCounts();
    }

    /** What the cluster called itself in the last answer; empty before the first one, and where the client begins again. */
    public Optional<String> clusterId() {
        return metadata.clusterId();
    }

    /** The topic's id, or the zero id when the broker is too old to have one. */
    public Uuid topicId(String topic) {
        return metadata.topicIds().getOrDefault(topic, Uuid.ZERO_UUID);
    }

    public Optional<Node> leader(TopicPartition partition) {
        return metadata.currentLeader(partition).leader.filter(node -> !node.isEmpty());
    }

    public Optional<Integer> leaderEpoch(TopicPartition partition) {
        return metadata.currentLeader(partition).epoch;
    }

    /** Any broker worth asking, or empty while none can be reached. */
    public Optional<Node> anyNode() {
        return Optional.ofNullable(client.leastLoadedNode(time.milliseconds()).node());
    }

    /** Asks for fresh metadata because something did not go as the present one says. */
    public void refreshMetadata() {
        metadata.requestUpdate(false);
    }

    /** Whether a request may be sent to the node now; starts a connection where there is none. */
    public boolean ready(Node node) {
        return client.ready(node, time.milliseconds());
    }

    /** Whether the node, once it was ready, said that it understands such requests. */
    public boolean knows(Node node, ApiKeys request) {
        NodeApiVersions versions = apiVersions.get(node.idString());
        return versions != null && versions.apiVersion(request) != null;
    }

    /** Whether the node is reached at all, though it may have too much under way to take more. */
    public boolean isConnected(Node node) {
        return !client.connectionFailed(node);
    }

    public void send(Node node, AbstractRequest.Builder<?> request, Consumer<ClientResponse> onAnswer) {
        long now = time.milliseconds();
        client.send(
                client.newClientRequest(
                        node.idString(), request, now, true, requestTimeoutMs, answer -> hand(answer, onAnswer)),
                now);
    }

    /**
     * The memory the answer lies in, for its handler to give back once nobody looks at the answer's records any more. What a handler does
     * not ask for is given back after it: only records are views of that memory, all else was read out of it.
     */
    public Optional<ByteBuffer> takeMemory(ClientResponse answer) {
        return selector.take(answer.requestHeader().correlationId());
    }

    /** The network client would log what a handler throws, and go on as if the answer had been dealt with. */
    private void hand(ClientResponse answer, Consumer<ClientResponse> onAnswer) {
        try {
            if (answer.versionMismatch() != null) {
                throw new ClusterTooOldException(alias, answer.versionMismatch());
            }
            onAnswer.accept(answer);
        } catch (RuntimeException e) {
            if (handlerDefect == null) {
                handlerDefect = e;
            }
        }
    }

    /**
     * Reads and writes sockets for at most the given time and runs the handlers of the answers that came.
     *
     * @throws RuntimeException what a handler threw
     */
    public void poll(long timeoutMs) {
        client.poll(timeoutMs, time.milliseconds());
        selector.giveBackTheRest();
        if (handlerDefect != null) {
            throw handlerDefect;
        }
        reportTrouble();
    }

    public void wakeup() {
        client.wakeup();
    }

    /** What keeps the cluster from being used at all, until it can be used again. */
    public Optional<String> trouble() {
        return failure().map(this::words);
    }

    /** The same as the client tells it, such as an {@link org.apache.kafka.common.errors.AuthenticationException}. */
    public Optional<KafkaException> failure() {
        return Optional.ofNullable(reportedTrouble);
    }

    /** The same, if it is that the cluster does not let us in, or is not taken for the one we look for. */
    public Optional<String> refusedAccess() {
        return Optional.ofNullable(refusedAccess);
    }

    private String words(KafkaException trouble) {
        return login.refusal(trouble).orElse(String.valueOf(trouble.getMessage()));
    }

    public int requestTimeoutMs() {
        return requestTimeoutMs;
    }

    private void reportTrouble() {
        try {
            metadata.maybeThrowAnyException();
            if (reportedTrouble != null
                    && time.milliseconds() - lastTroubleMs >= QUIET_MS
                    && metadataKnown()
                    && anyNode().map(this::connected).orElse(false)) {
                LOG.info("cluster is reachable again cluster={}", alias);
                reportedTrouble = null;
                refusedAccess = null;
            }
        } catch (KafkaException e) {
            lastTroubleMs = time.milliseconds();
            refusedAccess = login.refusal(e).orElse(null);
            boolean isNews = trouble().filter(words(e)::equals).isEmpty();
            if (isNews) {
                LOG.error("cluster cannot be used, will keep trying cluster={} error={}", alias, words(e));
            }
            reportedTrouble = e;
        }
    }

    private boolean connected(Node node) {
        return client.isReady(node, time.milliseconds());
    }

    @Override
    public void close() {
        client.close();
        metadata.close();
        metrics.close();
    }
}
