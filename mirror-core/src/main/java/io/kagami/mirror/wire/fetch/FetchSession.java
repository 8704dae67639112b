package io.kagami.mirror.wire.fetch;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.LogContext;
import org.jspecify.annotations.Nullable;

/**
 * The fetch session with one broker (KIP-227): the broker remembers what it was asked for.
 *
 * <p>Kafka's own handler keeps it, and finds out what is to be said by looking at each partition for each request. Where everything is as it was,
 * there is nothing to say, and {@link #askTheSame} does without it: with ten thousand partitions at rest, that is most requests.
 *
 * <p>Threading: the fetcher's thread.
 */
final class FetchSession {

    /** The last version of Fetch that names topics instead of giving their ids. */
    private static final short LAST_VERSION_WITH_NAMES = 12;

    private final FetchSessionHandler handler;
    private boolean usesTopicIds;
    /** Of the request that is under way. */
    private @Nullable FetchMetadata asked;
    /** Of the next one, if the broker remembers the last. */
    private @Nullable FetchMetadata next;

    FetchSession(int broker) {
        this.handler = new FetchSessionHandler(new LogContext(), broker);
    }

    /** For naming all partitions that are to be asked for. */
    FetchSessionHandler.Builder nameAll(int partitions) {
        return handler.newBuilder(partitions, false);
    }

    /** Asks for these, and for nothing else from now on. */
    FetchRequest.Builder ask(FetchSessionHandler.Builder named, int waitMs, int minBytes) {
        FetchSessionHandler.FetchRequestData data = named.build();
        usesTopicIds = data.canUseTopicIds();
        return request(data.metadata(), data.toSend(), data.toForget(), data.toReplace(), waitMs, minBytes);
    }

    /** Whether the broker remembers what it was asked for. */
    boolean isRemembered() {
        return next != null;
    }

    /** Asks for what was asked for before. */
    FetchRequest.Builder askTheSame(int waitMs, int minBytes) {
        FetchMetadata metadata = next;
        if (metadata == null) {
            throw new IllegalStateException("the broker remembers nothing");
        }
        return request(metadata, Map.of(), List.of(), List.of(), waitMs, minBytes);
    }

    private FetchRequest.Builder request(
            FetchMetadata metadata,
            Map<TopicPartition, FetchRequest.PartitionData> named,
            List<TopicIdPartition> forgotten,
            List<TopicIdPartition> replaced,
            int waitMs,
            int minBytes) {
        asked = metadata;
        next = null;
        short maxVersion = usesTopicIds ? ApiKeys.FETCH.latestVersion() : LAST_VERSION_WITH_NAMES;
        return FetchRequest.Builder.forConsumer(maxVersion, waitMs, minBytes, named)
                .isolationLevel(IsolationLevel.READ_COMMITTED)
                .metadata(metadata)
                .removed(forgotten)
                .replaced(replaced);
    }

    /** Takes an answer; returns whether it is of use. */
    boolean answered(FetchResponse response, short version) {
        FetchMetadata before = asked;
        asked = null;
        if (!handler.handleResponse(response, version)) {
            return false;
        }
        if (before != null && response.sessionId() != FetchMetadata.INVALID_SESSION_ID) {
            next = before.isFull() ? FetchMetadata.newIncremental(response.sessionId()) : before.nextIncremental();
        }
        return true;
    }

    /** No answer came. */
    void failed(Throwable cause) {
        asked = null;
        handler.handleError(cause);
    }

    /** What a useful answer tells of each partition that has news. */
    Map<TopicPartition, FetchResponseData.PartitionData> parts(FetchResponse response, short version) {
        return response.responseData(handler.sessionTopicNames(), version);
    }
}
