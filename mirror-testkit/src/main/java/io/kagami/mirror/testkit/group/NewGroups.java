package io.kagami.mirror.testkit.group;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;

/** Turns on what clusters formatted by Kafka's own tool have from the start: groups of the new protocol (KIP-848), and share groups. */
public final class NewGroups {

    private NewGroups() {}

    /** Turns them on and returns the cluster. */
    public static EmbeddedCluster on(EmbeddedCluster cluster) throws ExecutionException, InterruptedException {
        Map<String, FeatureUpdate> features = new HashMap<>();
        for (String feature : new String[] {"group.version", "share.version"}) {
            features.put(feature, new FeatureUpdate((short) 1, UpgradeType.UPGRADE));
        }
        cluster.admin()
                .updateFeatures(features, new UpdateFeaturesOptions())
                .all()
                .get();
        return cluster;
    }
}
