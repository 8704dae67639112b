package io.kagami.mirror.cli.replicator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/**
 * Connect's REST API as an operator uses it, for the one connector of {@link ReplicatorFile}.
 *
 * <p>Threading: safe.
 */
public final class ConnectApi {

    private final ConnectRest rest;

    ConnectApi(URI address) {
        this.rest = new ConnectRest(address);
    }

    /** The connector's state: {@code RUNNING}, {@code PAUSED}, {@code STOPPED}, {@code FAILED}. */
    public String connectorState() {
        return rest.state(ReplicatorFile.CONNECTOR);
    }

    /** Worker of each task that runs, by the task's number. */
    public Map<Integer, String> runningTasks() {
        return rest.runningTasks(ReplicatorFile.CONNECTOR);
    }

    /** Asks for something; throws if the answer is not 2xx. */
    public void send(String method, String pathBelowConnector) {
        JsonNode unused = rest.ask(method, "/connectors/" + ReplicatorFile.CONNECTOR + pathBelowConnector);
    }

    /** Connect's answer about the connector and its tasks. */
    public JsonNode status() {
        return rest.status(ReplicatorFile.CONNECTOR);
    }
}
