package io.kagami.mirror.cli.topology;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The preset active-standby, up to the day the primary dies. */
class ActiveStandbyIT {

    @ParameterizedTest
    @EnumSource
    void theStandbyHasWhatThePrimaryHasAndTakesOverExactlyWhenItDies(Naming naming, @TempDir Path folder)
            throws Exception {
        try (StandbyPair pair = StandbyPair.start()) {
            StandbyScenario.run(pair, naming, folder);
        }
    }
}
