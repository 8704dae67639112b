package io.kagami.mirror.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
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
        "..mirror.sync.plan.."
    };
    private static final int MOST_TYPES_PER_PACKAGE = 15;

    private static JavaClasses production;

    @BeforeAll
    static void importClasses() {
        production = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .withImportOption(location -> !location.contains("testkit"))
                .importPackages(ROOT);
    }

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
                .check(production);
    }

    @Test
    void onlyTheWireTouchesInternalsOfKafkaClients() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..mirror.wire..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.apache.kafka.common.requests..", "org.apache.kafka.common.message..")
                                .and(not(simpleNameEndingWith("AbortedTransaction"))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka.clients.consumer.internals..",
                        "org.apache.kafka.clients.producer.internals..")
                .check(production);
    }

    @Test
    void onlyWireAndBatchReadRecordBatches() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..mirror.wire..", "..mirror.batch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.common.record.internal..")
                .check(production);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(production);
    }

    @Test
    void nothingInCoreKnowsAFeatureModule() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..mirror.cli..", "..mirror.checkpoint..", "..mirror.heartbeat..", "..mirror.preset..")
                .check(production);
    }

    @Test
    void connectAdaptersArePublicAndTheCopierIsNot() {
        classes()
                .that()
                .resideInAPackage("..mirror.source")
                .and(not(simpleNameEndingWith("Connector")).and(not(simpleNameEndingWith("Task"))))
                .should()
                .notBePublic()
                .check(production);
    }

    @Test
    void everyPackageIsOneConcernOfReadableSize() {
        JavaPackage root = production.getPackage(ROOT);
        assertThat(root.getSubpackagesInTree())
                .allSatisfy(each -> assertThat(each.getClasses().stream()
                                .filter(ArchitectureTest::hasItsOwnFile)
                                .count())
                        .as("types in %s", each.getName())
                        .isLessThanOrEqualTo(MOST_TYPES_PER_PACKAGE));
    }

    private static boolean hasItsOwnFile(JavaClass type) {
        return !type.isArray()
                && !type.getName().contains("$")
                && !type.getName().endsWith("package-info");
    }
}
