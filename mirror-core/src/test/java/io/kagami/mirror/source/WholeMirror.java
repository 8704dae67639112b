package io.kagami.mirror.source;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.LoggingListener;
import io.kagami.mirror.runtime.MirrorProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that a user's file asks for, Connect workers included: in this process, or in one of its own that can be killed. */
final class WholeMirror {

    private WholeMirror() {}

    static MirrorProcess start(Map<String, String> file) {
        MirrorProcess process =
                new MirrorProcess(DeploymentPlanner.plan(MirrorConfig.parse(file), List.of()), new LoggingListener());
        process.start();
        return process;
    }

    /** For brokers that stand alone, and quick to notice that a process is gone. */
    static Map<String, String> settings(Map<String, String> clients) {
        Map<String, String> file = new HashMap<>(clients);
        file.put("clusters", "A, B");
        file.put("replication.factor", "1");
        file.put("offset-syncs.topic.replication.factor", "1");
        for (String alias : new String[] {"A", "B"}) {
            for (String store : new String[] {"config", "offset", "status"}) {
                file.put(alias + "." + store + ".storage.replication.factor", "1");
            }
            file.put(alias + ".offset.storage.partitions", "1");
            file.put(alias + ".status.storage.partitions", "1");
            file.put(alias + ".session.timeout.ms", "6000");
            file.put(alias + ".heartbeat.interval.ms", "1000");
            file.put(alias + ".scheduled.rebalance.max.delay.ms", "0");
        }
        return file;
    }

    /** What runs in a process of its own: until it is killed. */
    public static void main(String[] arguments) throws Exception {
        try (MirrorProcess process = start(FlowProcess.read(arguments[0]))) {
            process.awaitStop();
        }
    }
}
