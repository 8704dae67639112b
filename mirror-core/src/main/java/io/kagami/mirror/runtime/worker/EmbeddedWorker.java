package io.kagami.mirror.runtime.worker;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.rest.RestServerConfig;

/**
 * One Kafka Connect worker with its REST API, running inside this process.
 *
 * <p>Threading: started and closed by one thread; the accessors are safe for all.
 */
public final class EmbeddedWorker implements AutoCloseable {

    private final Connect<? extends Herder> connect;
    private final Runnable release;

    private EmbeddedWorker(Connect<? extends Herder> connect, Runnable release) {
        this.connect = connect;
        this.release = release;
    }

    /**
     * Starts a worker of the kind its settings make it; with {@code listeners} as given, or on the first free REST port of this machine's loopback
     * address. A distributed one is then still joining its group: its REST API answers when it has.
     */
    public static EmbeddedWorker start(Map<String, String> properties, RestPorts ports) throws Exception {
        if (WorkerKind.of(properties) == WorkerKind.DISTRIBUTED) {
            return start(settings -> new LeakFreeConnect().startConnect(settings), properties, ports, () -> {});
        }
        OffsetFile file = OffsetFile.take(Path.of(properties.getOrDefault(WorkerKind.OFFSET_FILE, "")));
        Runnable giveBack = () -> Utils.closeQuietly(file, "offset file");
        boolean started = false;
        try {
            EmbeddedWorker worker =
                    start(settings -> new LoneConnect().startConnect(settings), properties, ports, giveBack);
            started = true;
            return worker;
        } finally {
            if (!started) {
                giveBack.run();
            }
        }
    }

    private static EmbeddedWorker start(
            Function<Map<String, String>, Connect<? extends Herder>> connect,
            Map<String, String> properties,
            RestPorts ports,
            Runnable release)
            throws Exception {
        if (properties.containsKey(RestServerConfig.LISTENERS_CONFIG)) {
            try {
                return new EmbeddedWorker(ExitContainment.contain(() -> connect.apply(properties)), release);
            } catch (Exception failed) {
                throw causedByTakenPort(failed) ? taken(properties, failed) : failed;
            }
        }
        while (true) {
            int port = ports.reserve();
            Map<String, String> listening = new HashMap<>(properties);
            listening.put(RestServerConfig.LISTENERS_CONFIG, "http://localhost:" + port);
            try {
                return new EmbeddedWorker(ExitContainment.contain(() -> connect.apply(listening)), () -> {
                    ports.release(port);
                    release.run();
                });
            } catch (Exception failed) {
                if (!causedByTakenPort(failed)) {
                    ports.release(port);
                    throw failed;
                }
            }
        }
    }

    /** Which address, as the failure itself does not tell. */
    private static ConnectException taken(Map<String, String> properties, Exception failed) {
        ConnectException taken = new ConnectException(RestServerConfig.LISTENERS_CONFIG + " = "
                + properties.get(RestServerConfig.LISTENERS_CONFIG)
                + " cannot be listened at: it is in use, or not of this machine. End what listens there, or choose another address;"
                + " without the setting, each worker takes a free port of localhost");
        taken.addSuppressed(failed);
        return taken;
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

    /** Stops connectors and tasks, which commit their offsets, and leaves the group, if it is in one. Takes seconds. */
    @Override
    public void close() {
        try {
            connect.stop();
        } finally {
            release.run();
        }
    }
}
