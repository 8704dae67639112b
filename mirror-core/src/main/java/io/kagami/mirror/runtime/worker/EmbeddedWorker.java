package io.kagami.mirror.runtime.worker;

import java.net.BindException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.rest.RestServerConfig;

/**
 * One Kafka Connect distributed worker with its REST API, running inside this process.
 *
 * <p>Threading: started and closed by one thread; the accessors are safe for all.
 */
public final class EmbeddedWorker implements AutoCloseable {

    private final Connect<DistributedHerder> connect;
    private final Runnable releasePort;

    private EmbeddedWorker(Connect<DistributedHerder> connect, Runnable releasePort) {
        this.connect = connect;
        this.releasePort = releasePort;
    }

    /**
     * Starts a worker; with {@code listeners} as given, or on the first free REST port of this machine's loopback address. The worker is
     * then still joining its group: its REST API answers when it has.
     */
    public static EmbeddedWorker start(Map<String, String> properties, RestPorts ports) throws Exception {
        if (properties.containsKey(RestServerConfig.LISTENERS_CONFIG)) {
            return new EmbeddedWorker(connect(properties), () -> {});
        }
        while (true) {
            int port = ports.reserve();
            Map<String, String> listening = new HashMap<>(properties);
            listening.put(RestServerConfig.LISTENERS_CONFIG, "http://localhost:" + port);
            try {
                return new EmbeddedWorker(connect(listening), () -> ports.release(port));
            } catch (Exception failed) {
                if (!causedByTakenPort(failed)) {
                    ports.release(port);
                    throw failed;
                }
            }
        }
    }

    private static Connect<DistributedHerder> connect(Map<String, String> properties) throws Exception {
        return ExitContainment.contain(() -> new LeakFreeConnect().startConnect(properties));
    }

    private static boolean causedByTakenPort(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    /** Where users reach this worker's REST API. */
    public URI restUrl() {
        return connect.rest().advertisedUrl();
    }

    /** Where this process itself reaches it: on this machine, unless TLS wants the advertised name. */
    public URI ownRestUrl() {
        URI advertised = restUrl();
        if ("https".equals(advertised.getScheme())) {
            return advertised;
        }
        URI local = connect.rest().serverUrl();
        return local == null ? advertised : local;
    }

    /** The name under which Connect reports what runs on this worker. */
    public String workerId() {
        URI url = restUrl();
        return url.getHost() + ":" + url.getPort();
    }

    /** Whether the worker has not given up. */
    public boolean isAlive() {
        return herderTask().filter(Future::isDone).isEmpty();
    }

    private Optional<Future<?>> herderTask() {
        return Optional.ofNullable(connect.herderTask());
    }

    /** Stops connectors and tasks, which commit their offsets, and leaves the group. Takes seconds. */
    @Override
    public void close() {
        try {
            connect.stop();
        } finally {
            releasePort.run();
        }
    }
}
