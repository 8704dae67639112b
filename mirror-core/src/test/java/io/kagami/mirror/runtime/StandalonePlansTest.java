package io.kagami.mirror.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandalonePlansTest {

    private static final Path BASE = Path.of("conf", "mm2.properties");

    @Test
    void nothingOfAConnectClusterIsLeftAndEachTargetHasAFileBesideTheConfiguration() {
        List<WorkerPlan> plans =
                plans(Map.of("offset.storage.replication.factor", "1", "status.storage.partitions", "1"));

        assertThat(plans).hasSize(2).allSatisfy(plan -> {
            assertThat(plan.workerProperties().keySet())
                    .doesNotContain("group.id")
                    .noneMatch(key -> key.startsWith("config.storage") || key.startsWith("status.storage"))
                    .filteredOn(key -> key.startsWith("offset.storage"))
                    .containsExactly("offset.storage.file.filename");
            assertThat(plan.workerProperties())
                    .containsEntry("offset.storage.file.filename", BASE + "." + plan.target() + ".offsets");
            assertThat(plan.connectors()).isNotEmpty();
        });
    }

    @Test
    void aFileMayBeNamedForATargetButNotSharedByTwo() {
        assertThat(plans(Map.of("B.offset.storage.file.filename", "/var/lib/kagami/b"))
                        .get(1)
                        .workerProperties())
                .containsEntry("offset.storage.file.filename", "/var/lib/kagami/b");

        assertThatThrownBy(() -> plans(Map.of("offset.storage.file.filename", "/var/lib/kagami/all")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("A and B cannot share a file")
                .hasMessageContaining("write A.offset.storage.file.filename and B.offset.storage.file.filename");
    }

    @Test
    void connectsTransactionsNeedAConnectCluster() {
        assertThatThrownBy(() -> plans(Map.of("B.exactly.once.source.support", "enabled")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("exactly.once.source.support = enabled")
                .hasMessageContaining("--standalone");
        assertThatThrownBy(() -> plans(Map.of("A->B.exactly.once.support", "required")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("exactly.once.support = required");
    }

    private static List<WorkerPlan> plans(Map<String, String> more) {
        return StandalonePlans.of(DeploymentPlanner.plan(TestPlans.twoWay(more), List.of()), BASE);
    }
}
