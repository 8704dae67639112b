package io.kagami.mirror.config.keys;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.Arrays;

/** The connectors a flow can have. Classes are known by name, as they live in packages and modules that build on this one. */
public enum ConnectorKind {
    /** Topics and records. */
    SOURCE("MirrorSourceConnector", "io.kagami.mirror.source."),
    /** Positions of consumer groups. */
    CHECKPOINT("MirrorCheckpointConnector", "io.kagami.mirror.checkpoint."),
    /** Signs of life. */
    HEARTBEAT("MirrorHeartbeatConnector", "io.kagami.mirror.heartbeat.");

    private final String simpleName;
    private final String classPackage;

    ConnectorKind(String simpleName, String classPackage) {
        this.simpleName = simpleName;
        this.classPackage = classPackage;
    }

    /** The class that does it. */
    public String className() {
        return classPackage + simpleName;
    }

    /** How a connector of this kind is called, unique among those of the flow's target. */
    public String connectorName(Flow flow) {
        return flow.source() + suffix();
    }

    /** Whether a connector's name is one of this kind. */
    public boolean names(String connector) {
        return connector.endsWith(suffix());
    }

    /** The source of a connector of this name; the whole name where it is none of ours. */
    public static ClusterAlias source(String connector) {
        return Arrays.stream(values())
                .filter(kind -> kind.names(connector)
                        && connector.length() > kind.suffix().length())
                .findFirst()
                .map(kind -> new ClusterAlias(connector.substring(
                        0, connector.length() - kind.suffix().length())))
                .orElseGet(() -> new ClusterAlias(connector));
    }

    private String suffix() {
        return "." + simpleName;
    }
}
