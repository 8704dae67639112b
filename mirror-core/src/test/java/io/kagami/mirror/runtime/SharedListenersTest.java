package io.kagami.mirror.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedListenersTest {

    @Test
    void twoWorkersOfOneProcessCannotShareAnAddress() {
        MirrorConfig config = TestPlans.twoWay(Map.of("listeners", "http://localhost:8083"));

        assertThatThrownBy(() -> DeploymentPlanner.plan(config, List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "ERROR listeners = http://localhost:8083: the workers of [A, B] cannot listen at one address;"
                                + " write A.listeners and B.listeners with a port each, or leave it out: then each takes a free one");
    }

    @Test
    void processesForOneTargetEachMay() {
        MirrorConfig config = TestPlans.twoWay(Map.of("listeners", "http://localhost:8083"));

        assertThat(DeploymentPlanner.plan(config, List.of("A"))).hasSize(1);
        assertThat(DeploymentPlanner.plan(config, List.of("B"))).hasSize(1);
    }

    @Test
    void anyFreePortAndAddressesOfTheirOwnAreFine() {
        assertThat(DeploymentPlanner.plan(TestPlans.twoWay(Map.of("listeners", "http://localhost:0")), List.of()))
                .hasSize(2);
        assertThat(DeploymentPlanner.plan(
                        TestPlans.twoWay(
                                Map.of("listeners", "http://localhost:8083", "A.listeners", "http://localhost:8084")),
                        List.of()))
                .hasSize(2);
    }

    @Test
    void pluginsOfAPluginPathAreLookedForToo() {
        MirrorConfig config = TestPlans.twoWay(Map.of("plugin.path", "/opt/plugins"));

        assertThat(DeploymentPlanner.plan(config, List.of("A")).get(0).workerProperties())
                .containsEntry("plugin.discovery", "hybrid_warn");
        assertThat(DeploymentPlanner.plan(TestPlans.twoWay(Map.of()), List.of("A"))
                        .get(0)
                        .workerProperties())
                .containsEntry("plugin.discovery", "service_load");
    }
}
