package io.kagami.mirror.heartbeat;

import io.kagami.mirror.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** Rules that the folders promise; see docs/architecture.md. */
class ArchitectureTest {

    private static final ArchitectureRules RULES = ArchitectureRules.of("io.kagami.mirror.heartbeat");

    @Test
    void internalsOfKafkaClientsAreLeftToTheWire() {
        RULES.requireInternalsOfKafkaClientsInTheWireOnly();
        RULES.requireRecordBatchesReadByWireAndBatchOnly();
    }

    @Test
    void whatRunsInConnectLogsAsAnyWorkerCan() {
        RULES.requireLogsThatAnyWorkerCanTake();
    }

    @Test
    void packagesFormNoCycle() {
        RULES.requireNoPackageCycle();
    }

    @Test
    void knowsNoOtherModuleButCore() {
        RULES.requireNoOtherFeature();
    }

    @Test
    void everyPackageIsOneConcernOfReadableSize() {
        RULES.requirePackagesOfReadableSize();
    }
}
