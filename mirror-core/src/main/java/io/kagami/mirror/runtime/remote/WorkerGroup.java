package io.kagami.mirror.runtime.remote;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.group.GroupLookup;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.runtime.distributed.ConnectProtocol;

/**
 * The Connect workers that copy into one cluster, as that cluster knows them: the members of their group.
 *
 * <p>Threading: one thread; blocks.
 */
public final class WorkerGroup implements AutoCloseable {

    /**
     * A worker that is in the group. One that was killed is, until its session ends.
     *
     * @param restUrl where it says that its REST API is; empty while the group settles
     * @param host it connects from, as the cluster sees it
     */
    public record Worker(Optional<URI> restUrl, String host) {

        /** The name under which Connect reports what runs on it. */
        public Optional<String> id() {
            return restUrl.map(url -> url.getHost() + ":" + url.getPort());
        }
    }

    private final GroupLookup lookup;

    /**
     * Opens nothing yet.
     *
     * @param consumerSettings of a consumer of the cluster
     * @param group {@code group.id} of the workers
     */
    public WorkerGroup(ClusterAlias target, Map<String, Object> consumerSettings, String group) {
        this.lookup = new GroupLookup(target, consumerSettings, group);
    }

    /**
     * The workers there are now, sorted; none where there is no such group.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster refuses, or does not answer in time
     */
    public List<Worker> workers(Duration patience) {
        return lookup.members(patience).stream()
                .map(member -> new Worker(restUrl(member), member.host().replaceFirst("^/", "")))
                .sorted(Comparator.comparing(worker -> worker.id().orElse("~") + " " + worker.host()))
                .toList();
    }

    private static Optional<URI> restUrl(GroupLookup.Member member) {
        if (!member.metadata().hasRemaining()) {
            return Optional.empty();
        }
        return Optional.of(
                URI.create(ConnectProtocol.deserializeMetadata(member.metadata().duplicate())
                        .url()));
    }

    @Override
    public void close() {
        lookup.close();
    }
}
