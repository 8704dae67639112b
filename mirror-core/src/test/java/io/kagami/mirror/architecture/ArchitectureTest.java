package io.kagami.mirror.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.kagami.mirror.testkit.architecture.ArchitectureRules;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Rules that the folders promise; see docs/architecture.md. */
class ArchitectureTest {

    private static final String ROOT = "io.kagami.mirror";
    private static final String[] PURE = {
        "..mirror.topology..",
        "..mirror.config",
        "..mirror.event..",
        "..mirror.config.precedence..",
        "..mirror.naming..",
        "..mirror.filter..",
        "..mirror.batch..",
        "..mirror.offset..",
        "..mirror.sync.plan..",
        "..mirror.sync.deletion..",
        "..mirror.source.position.rules..",
        "..mirror.config.deletes..",
        "..mirror.config.definition.."
    };

    private static final ArchitectureRules RULES = ArchitectureRules.of(ROOT);

    @Test
    void purePackagesKnowNoClientNoLogAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(RULES.production());
    }

    @Test
    void onlyTheWireTouchesInternalsOfKafkaClients() {
        RULES.requireInternalsOfKafkaClientsInTheWireOnly();
    }

    @Test
    void onlyWireAndBatchReadRecordBatches() {
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
    void nothingInCoreKnowsAFeatureModule() {
        RULES.requireNoOtherFeature();
    }

    @Test
    void connectAdaptersArePublicAndTheCopierIsNot() {
        classes()
                .that()
                .resideInAPackage("..mirror.source")
                .and(not(simpleNameEndingWith("Connector")).and(not(simpleNameEndingWith("Task"))))
                .should()
                .notBePublic()
                .check(RULES.production());
    }

    @Test
    void everyPackageIsOneConcernOfReadableSize() {
        RULES.requirePackagesOfReadableSize();
    }
}
