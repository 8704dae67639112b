package io.kagami.mirror.cli.topology;

import io.kagami.mirror.cli.matrix.OtherKafka;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios of {@link OneDirectionIT} and {@link ActiveStandbyIT} where one cluster has an older Kafka; run by {@code mirror-cli/matrix.sh}. */
@EnabledIfSystemProperty(
        named = "kagami.matrix",
        matches = "full",
        disabledReason = "part of the full size: -Dkagami.matrix=full")
class ReleasePresetsIT {

    private static final List<String> CLASSIC = List.of("classic");
    private static final Map<String, String> AUTHORIZER = Map.of(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users", "User:ANONYMOUS",
            "allow.everyone.if.no.acl.found", "true");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void oneWayFromAnOlderKafka() throws Exception {
        try (TestCluster a = OtherKafka.start(Map.of());
                TestCluster b = EmbeddedCluster.builder().name("b").start()) {
            oneWay(a, b);
        }
    }

    @Test
    void oneWayToAnOlderKafka() throws Exception {
        try (TestCluster a = EmbeddedCluster.builder().name("a").start();
                TestCluster b = OtherKafka.start(Map.of())) {
            oneWay(a, b);
        }
    }

    private void oneWay(TestCluster a, TestCluster b) throws Exception {
        a.createTopic(OneWayScenario.ORDERS.topic(), OneWayScenario.ORDERS.partitions());
        OneWayScenario.run(a, b, folder.resolve("one-way.properties"));
    }

    @Test
    void aStandbyTakesOverFromAnOlderKafka() throws Exception {
        try (StandbyPair pair = StandbyPair.of(OtherKafka.start(AUTHORIZER), StandbyPair.cluster("standby"), CLASSIC)) {
            StandbyScenario.run(pair, Naming.IDENTITY, folder);
        }
    }

    @Test
    void anOlderKafkaTakesOver() throws Exception {
        try (StandbyPair pair = StandbyPair.of(StandbyPair.cluster("primary"), OtherKafka.start(AUTHORIZER), CLASSIC)) {
            StandbyScenario.run(pair, Naming.DEFAULT, folder);
        }
    }
}
