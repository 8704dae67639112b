package io.kagami.mirror.runtime.worker;

import io.kagami.mirror.runtime.status.SickInStatus;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.rest.RestServerConfig;

/** How quickly a worker goes and others take over, where the user did not say: what a mirror process promises, not what a worker needs to run. */
public final class WorkerDefaults {

    /** The whole process has 10 s to stop. */
    private static final String TASK_SHUTDOWN_MS = "6000";

    /** Part of a task's shutdown; Connect's own 5 s would leave it no time to flush. */
    private static final String OFFSET_FLUSH_TIMEOUT_MS = "2000";

    /** Connect's own 5 minutes would leave the flows of a lost process standing. */
    private static final String LOST_WORKER_MS = "5000";

    /**
     * For reading Connect's own topics. Without it, a worker that has exactly-once no longer would believe offsets of a transaction that a killed
     * one left open, and leave out the records that are aborted with it.
     */
    private static final String ISOLATION = "isolation.level";

    private WorkerDefaults() {}

    /** The given properties, completed. */
    public static Map<String, String> complete(Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>(properties);
        complete.putIfAbsent(WorkerConfig.TASK_SHUTDOWN_GRACEFUL_TIMEOUT_MS_CONFIG, TASK_SHUTDOWN_MS);
        complete.putIfAbsent(WorkerConfig.OFFSET_COMMIT_TIMEOUT_MS_CONFIG, OFFSET_FLUSH_TIMEOUT_MS);
        complete.putIfAbsent(DistributedConfig.SCHEDULED_REBALANCE_MAX_DELAY_MS_CONFIG, LOST_WORKER_MS);
        complete.putIfAbsent(ISOLATION, "read_committed");
        complete.computeIfPresent(RestServerConfig.REST_EXTENSION_CLASSES_CONFIG, (key, given) -> withSick(given));
        return complete;
    }

    /** Who names extensions of his own, such as for authentication, keeps ours. */
    private static String withSick(String extensions) {
        String ours = SickInStatus.class.getName();
        return extensions.isBlank() || extensions.contains(ours) ? extensions : extensions.trim() + "," + ours;
    }
}
