package io.kagami.mirror.cli.topology;

import io.kagami.mirror.cli.container.ContainerCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The presets one-way and active-standby between containers of the official Kafka image: the scenarios of {@link OneDirectionIT} and {@link
 * ActiveStandbyIT}. Skipped where there is no Docker.
 *
 * <p>Not verified: this was written on a machine without Docker and has never been run.
 */
@EnabledIf(
        value = "io.kagami.mirror.cli.container.ContainerCluster#isPossible",
        disabledReason = "there is no Docker here")
class ContainerPresetsIT {

    @Test
    void oneWayCopiesOnceAndTouchesNeitherGroupsThereNorTheSource(@TempDir Path folder) throws Exception {
        try (ContainerCluster a = ContainerCluster.start();
                ContainerCluster b = ContainerCluster.start()) {
            a.createTopic(OneWayScenario.ORDERS.topic(), OneWayScenario.ORDERS.partitions());
            OneWayScenario.run(a, b, folder.resolve("one-way.properties"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStandbyHasWhatThePrimaryHasAndTakesOverExactlyWhenItDies(Naming naming, @TempDir Path folder)
            throws Exception {
        try (StandbyPair pair =
                StandbyPair.of(ContainerCluster.start(), ContainerCluster.start(), List.of("classic", "consumer"))) {
            StandbyScenario.run(pair, naming, folder);
        }
    }
}
