package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.runtime.deployment.WorkerRest;
import io.kagami.mirror.runtime.deployment.WorkerRestException;
import io.kagami.mirror.runtime.remote.WorkerGroup.Worker;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/**
 * Where processes answer for health and metrics. No cluster knows, so each process is asked once, over the REST API of its worker; one that cannot be
 * asked is left out, and asked again after a minute.
 *
 * <p>Threading: one thread; blocks for two seconds at most for each process that is new.
 */
final class MonitoringAddresses {

    private static final long ASK_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<String, String> workerSettings;
    private final Map<URI, Attempt> attempts = new HashMap<>();

    private record Attempt(Optional<URI> told, long nanos) {
        boolean isOld() {
            return told.isEmpty() && System.nanoTime() - nanos > ASK_AGAIN_NANOS;
        }
    }

    /** @param workerSettings which say how to get in */
    MonitoringAddresses(Map<String, String> workerSettings) {
        this.workerSettings = workerSettings;
    }

    /** Of those that are known, by the id of the worker. */
    Map<String, URI> of(List<Worker> workers) throws InterruptedException {
        Map<String, URI> known = new TreeMap<>();
        for (Worker worker : workers) {
            Optional<URI> told = told(worker);
            worker.id().ifPresent(id -> told.ifPresent(address -> known.put(id, address)));
        }
        return known;
    }

    private Optional<URI> told(Worker worker) throws InterruptedException {
        Optional<URI> reachable = worker.restUrl().isEmpty()
                ? Optional.empty()
                : WorkerAddresses.of(List.of(worker), workerSettings).reachable().stream()
                        .findFirst();
        if (reachable.isEmpty()) {
            return Optional.empty();
        }
        Attempt last = attempts.get(reachable.get());
        if (last == null || last.isOld()) {
            last = new Attempt(ask(reachable.get()), System.nanoTime());
            attempts.put(reachable.get(), last);
        }
        return last.told();
    }

    private Optional<URI> ask(URI rest) throws InterruptedException {
        try {
            return new WorkerRest(rest, workerSettings)
                    .monitoring()
                    .map(address -> isEverywhere(address) ? at(address, rest.getHost()) : address);
        } catch (WorkerRestException | IllegalArgumentException | KafkaException silent) {
            return Optional.empty();
        }
    }

    /** Whether it listens at all addresses of its machine, none of which it names. */
    private static boolean isEverywhere(URI address) {
        return "0.0.0.0".equals(address.getHost()) || "[::]".equals(address.getHost());
    }

    private static URI at(URI address, String host) {
        return URI.create(address.getScheme() + "://" + host + ":" + address.getPort());
    }
}
