package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.TargetState;
import io.kagami.mirror.topology.ClusterAlias;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupReportTest {

    private static final Map<String, String> FILE = Map.of(
            "clusters", "A,B",
            "A.bootstrap.servers", "a-kafka:9092",
            "B.bootstrap.servers", "b-kafka:9092",
            "B.sasl.jaas.config", "secret",
            "A->B.enabled", "true",
            "A->B.topics", "orders, .*-log",
            "B->A.enabled", "true",
            "replication.factor", "1",
            "A->B.tasks.max", "4");

    @Test
    void showsFlowsTargetsAndSettingsInColumns() {
        MirrorConfig config = MirrorConfig.parse(FILE);
        StartupReport report = new StartupReport(config, DeploymentPlanner.plan(config, List.of()));

        String text = report.text(
                Map.of(new ClusterAlias("B"), new TargetState.Running(URI.create("http://localhost:8083/"))),
                flow -> flow.target().name().equals("B") ? "running" : "waiting for A");

        assertThat(text).startsWith("""
                FLOW  TOPICS          STATE
                B->A  .*              waiting for A
                A->B  orders, .*-log  running

                TARGET  BROKERS       GROUP     REST API
                A       a-kafka:9092  kagami-A  not yet
                B       b-kafka:9092  kagami-B  http://localhost:8083/

                topics.exclude""");
        assertThat(text)
                .contains("\ntasks.max = B->A: 1  A->B: 4\n")
                .contains("\nreplication.policy.class = org.apache.kafka.connect.mirror.DefaultReplicationPolicy\n")
                .contains("\nreplication.factor = 1\n")
                .contains("\nrefresh.topics.interval.seconds = 5\n")
                .doesNotContain("secret");
    }
}
