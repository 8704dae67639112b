package io.kagami.mirror.runtime;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.secret.ClearSecrets;
import io.kagami.mirror.runtime.deployment.RunningConnector;
import io.kagami.mirror.runtime.deployment.WorkerRest;
import io.kagami.mirror.topology.ClusterAlias;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Plans that run the {@link TickConnector} under the name of a mirror connector. */
final class TestPlans {

    static final String CONNECTOR = "S.MirrorSourceConnector";

    private TestPlans() {}

    static WorkerPlan plan(String target, Map<String, String> client, String text) {
        Map<String, String> worker = new HashMap<>(client);
        for (String store : new String[] {"config", "offset", "status"}) {
            worker.put(store + ".storage.replication.factor", "1");
        }
        worker.put("offset.storage.partitions", "1");
        worker.put("status.storage.partitions", "1");
        worker.put("plugin.discovery", "service_load");
        worker.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        worker.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        ClusterAlias alias = new ClusterAlias(target);
        return of(
                "S", new WorkerPlan(alias, worker, Map.of(), Map.of(alias, client), ClearSecrets.NONE, Set.of()), text);
    }

    /** The same of a file that names this source and no other. */
    static WorkerPlan of(String source, WorkerPlan plan, String text) {
        return new WorkerPlan(
                plan.target(),
                plan.workerProperties(),
                Map.of(source + ".MirrorSourceConnector", tick(text)),
                plan.adminProperties(),
                plan.secrets(),
                Set.of(plan.target(), new ClusterAlias(source)));
    }

    static WorkerPlan withSource(WorkerPlan plan, String source, Map<String, String> client) {
        Map<ClusterAlias, Map<String, String>> admins = new HashMap<>(plan.adminProperties());
        admins.put(new ClusterAlias(source), client);
        return new WorkerPlan(
                plan.target(), plan.workerProperties(), plan.connectors(), admins, plan.secrets(), plan.clusters());
    }

    /** A file with a flow each way between A and B, and what else the test asks for. */
    static MirrorConfig twoWay(Map<String, String> more) {
        Map<String, String> file = new HashMap<>(Map.of(
                "clusters", "A, B",
                "A.bootstrap.servers", "a:9092",
                "B.bootstrap.servers", "b:9092",
                "A->B.enabled", "true",
                "B->A.enabled", "true"));
        file.putAll(more);
        return MirrorConfig.parse(file);
    }

    static Map<String, String> tick(String text) {
        return Map.of("connector.class", TickConnector.class.getName(), "tasks.max", "1", "text", text);
    }

    static URI restUrl(MirrorProcess process, String target) {
        TargetState state = process.states().get(new ClusterAlias(target));
        if (state instanceof TargetState.Running running) {
            return running.restUrl();
        }
        throw new IllegalStateException(target + " is not running: " + state);
    }

    static Map<String, RunningConnector> connectors(MirrorProcess process, String target) throws Exception {
        return new WorkerRest(restUrl(process, target)).connectors();
    }
}
