package io.kagami.mirror.runtime.worker;

import java.util.Map;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;

/** How a worker shares its work and keeps its state. */
public enum WorkerKind {
    /** With others of its group, in topics of the target. */
    DISTRIBUTED,
    /** With nobody: connectors in memory, offsets in a file. */
    STANDALONE;

    /** The key of the file a standalone worker keeps offsets in. */
    public static final String OFFSET_FILE = StandaloneConfig.OFFSET_STORAGE_FILE_FILENAME_CONFIG;

    /** The kind these settings make a worker: one without a group is alone. */
    public static WorkerKind of(Map<String, String> workerProperties) {
        return workerProperties.containsKey(DistributedConfig.GROUP_ID_CONFIG) ? DISTRIBUTED : STANDALONE;
    }
}
