package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.deployment.WorkerRest;
import io.kagami.mirror.runtime.deployment.WorkerRestException;
import io.kagami.mirror.runtime.remote.WorkerGroup.Worker;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/**
 * Where Connect's REST API may be asked: at the addresses the workers advertise, and where these are not known, at those the file gives them. Any
 * worker answers for all.
 *
 * @param reachable from here, as far as can be told without trying
 * @param elsewhere those that are localhost of another machine
 * @param workerSettings which say how to get in
 */
record WorkerAddresses(List<URI> reachable, List<String> elsewhere, Map<String, String> workerSettings) {

    private static final String LISTENERS = "listeners";
    private static final String DEFAULT = "http://localhost:8083";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    static WorkerAddresses of(List<Worker> workers, Map<String, String> workerSettings) {
        List<URI> reachable = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (Worker worker : workers) {
            worker.restUrl().ifPresent(url -> {
                if (LOCAL.contains(url.getHost()) && !isThisMachine(worker.host())) {
                    elsewhere.add(url + " of " + worker.host());
                } else {
                    reachable.add(url);
                }
            });
        }
        if (reachable.isEmpty() && elsewhere.isEmpty()) {
            for (String listener :
                    workerSettings.getOrDefault(LISTENERS, DEFAULT).split(",", -1)) {
                reachable.add(URI.create(listener.trim()));
            }
        }
        return new WorkerAddresses(reachable, elsewhere, workerSettings);
    }

    /** What the first one that answers tells of all connectors, by name. */
    Optional<Map<String, FlowStatus>> ask() throws InterruptedException {
        for (URI address : reachable) {
            try {
                Map<String, FlowStatus> statuses = new TreeMap<>();
                new WorkerRest(address, workerSettings)
                        .connectors()
                        .forEach((name, connector) -> statuses.put(name, connector.status()));
                return Optional.of(statuses);
            } catch (WorkerRestException | IllegalArgumentException | KafkaException silent) {
                // The next one may answer.
            }
        }
        return Optional.empty();
    }

    private static boolean isThisMachine(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException notKnown) {
            return false;
        }
    }

    @Override
    public String toString() {
        List<String> all = new ArrayList<>(reachable.stream().map(URI::toString).toList());
        all.addAll(elsewhere);
        return String.join(", ", all);
    }
}
