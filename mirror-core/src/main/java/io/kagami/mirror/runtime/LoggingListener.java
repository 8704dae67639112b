package io.kagami.mirror.runtime;

import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.runtime.cluster.SameClusterException;
import io.kagami.mirror.runtime.deployment.ConnectorAction;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what happens in a mirror process, one line for each change.
 *
 * <p>Threading: stateless.
 */
public class LoggingListener implements MirrorListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.kagami.mirror.runtime");
    private static final String TARGET = "target";
    private static final String CLUSTER = "cluster";
    private static final String CONNECTOR = "connector";
    private static final String ERROR = "error";

    @Override
    public void targetChanged(ClusterAlias target, TargetState state) {
        if (state instanceof TargetState.Running running) {
            LOG.atInfo()
                    .addKeyValue(TARGET, target)
                    .addKeyValue("rest", running.restUrl())
                    .log("Worker is running");
        } else if (state instanceof TargetState.Failed failed) {
            LOG.atError()
                    .addKeyValue(TARGET, target)
                    .addKeyValue(ERROR, rootMessage(failed.cause()))
                    .setCause(failed.cause() instanceof Error ? failed.cause() : null)
                    .log("Worker failed; it is started again, other targets go on");
            LOG.debug("Worker failure of {}", target, failed.cause());
        } else {
            LOG.atDebug().addKeyValue(TARGET, target).log("Worker: {}", state);
        }
    }

    @Override
    public void refused(SameClusterException reason, List<String> connectors) {
        LOG.atError()
                .addKeyValue(ERROR, reason.getMessage())
                .addKeyValue("refused", connectors)
                .log(
                        "Two aliases are one cluster: what touches one of them does not run, as records would come back to where"
                                + " they were; the rest goes on");
    }

    @Override
    public void clusterUnavailable(ClusterAlias cluster, String reason) {
        LOG.atWarn()
                .addKeyValue(CLUSTER, cluster)
                .addKeyValue(ERROR, reason)
                .log(
                        "Cluster does not answer; waiting for it. If it is up, check {}.bootstrap.servers and the security settings"
                                + " of {}",
                        cluster,
                        cluster);
    }

    @Override
    public void accessRefused(ClusterAlias cluster, String reason) {
        LOG.atError()
                .addKeyValue(CLUSTER, cluster)
                .addKeyValue(ERROR, reason)
                .log(
                        "Cluster and this process do not accept each other; tried again until they do. Mend the security settings of {} or"
                                + " the secrets they refer to and send SIGHUP, or mend the user at the brokers",
                        cluster);
    }

    @Override
    public void clusterAvailable(ClusterAlias cluster) {
        LOG.atInfo().addKeyValue(CLUSTER, cluster).log("Cluster answers");
    }

    @Override
    public void deployed(ClusterAlias target, ConnectorAction action) {
        LOG.atInfo().addKeyValue(TARGET, target).log("Deployment: {}", action);
    }

    @Override
    public void refused(ClusterAlias target, ConnectorAction action, String reason) {
        LOG.atError()
                .addKeyValue(TARGET, target)
                .addKeyValue(ERROR, reason)
                .log("Deployment not possible: {}; it is tried again", action);
    }

    @Override
    public void drifted(ClusterAlias target, List<ConnectorAction> difference) {
        if (difference.isEmpty()) {
            LOG.atInfo().addKeyValue(TARGET, target).log("What runs is what this process's file says again");
            return;
        }
        LOG.atWarn()
                .addKeyValue(TARGET, target)
                .addKeyValue("difference", difference)
                .log(
                        "Somebody else (another process with another file, or a user of the REST API) has changed what this"
                                + " process deployed. It stays as it is; a restart or reload of this process would undo it");
    }

    @Override
    public void leftAlone(ClusterAlias target, Set<String> connectors) {
        if (connectors.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue(TARGET, target)
                    .log("No connectors of another file run on this target's worker any more");
            return;
        }
        LOG.atWarn()
                .addKeyValue(TARGET, target)
                .addKeyValue("connectors", connectors)
                .log(
                        "Connectors of clusters that this process's file does not name run on the worker of {} and are left alone. If another"
                                + " file has them, give each file a group and topics of its own ({}.kagami.group.id,"
                                + " {}.kagami.config.storage.topic, and so on): processes that share them need one file. If those clusters were"
                                + " taken out of this file, delete the connectors over the worker's REST API",
                        target,
                        target,
                        target);
    }

    @Override
    public void flowChanged(ClusterAlias target, FlowStatus status) {
        if (status.failed() && !status.heldByUser()) {
            LOG.atError()
                    .addKeyValue(TARGET, target)
                    .addKeyValue(CONNECTOR, status.connector())
                    .addKeyValue(ERROR, status.failure().orElse(""))
                    .log(subject(status) + " failed; it is restarted until it runs");
        } else {
            LOG.atInfo()
                    .addKeyValue(TARGET, target)
                    .addKeyValue(CONNECTOR, status.connector())
                    .log(subject(status) + (status.heldByUser() ? " is paused or stopped by a user" : " is running"));
        }
    }

    @Override
    public void restUnusable(ClusterAlias target, String reason) {
        if (reason.isEmpty()) {
            LOG.atInfo().addKeyValue(TARGET, target).log("The worker's REST API answers this process again");
        } else {
            LOG.atError()
                    .addKeyValue(TARGET, target)
                    .addKeyValue(ERROR, reason)
                    .log("The worker's REST API does not serve this process; nothing can be deployed there");
        }
    }

    private static String subject(FlowStatus status) {
        if (ConnectorKind.CHECKPOINT.names(status.connector())) {
            return "Carrying over group positions";
        }
        return ConnectorKind.HEARTBEAT.names(status.connector()) ? "Writing heartbeats" : "Flow";
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
