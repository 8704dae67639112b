package io.kagami.mirror.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every module's folders promise; see docs/architecture.md. A rule that does not hold throws an {@link AssertionError} that names the
 * classes.
 *
 * <p>Threading: immutable.
 */
public final class ArchitectureRules {

    /** A package with more types than this is no longer one concern of readable size. */
    public static final int MOST_TYPES_PER_PACKAGE = 15;

    private static final String[] FEATURES = {
        "..mirror.cli..", "..mirror.checkpoint..", "..mirror.heartbeat..", "..mirror.preset..", "..mirror.benchmarks.."
    };

    private final String root;
    private final JavaClasses production;

    private ArchitectureRules(String root, JavaClasses production) {
        this.root = root;
        this.production = production;
    }

    /** Those of a module, or a part of one, whose production classes are below this package. */
    public static ArchitectureRules of(String rootPackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .withImportOption(location -> !location.contains("testkit"))
                .importPackages(rootPackage);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("no production classes below " + rootPackage);
        }
        return new ArchitectureRules(rootPackage, classes);
    }

    /** The classes, for rules of the module's own. */
    public JavaClasses production() {
        return production;
    }

    public void requireInternalsOfKafkaClientsInTheWireOnly() {
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

    public void requireRecordBatchesReadByWireAndBatchOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..mirror.wire..", "..mirror.batch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.common.record.internal..")
                .check(production);
    }

    /** A Connect worker that is not ours may have SLF4J 1.7, which knows no key-values, before the one we are built with. */
    public void requireLogsThatAnyWorkerCanTake() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..mirror.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j.spi..", "org.slf4j.event..")
                .check(production);
    }

    public void requireNoPackageCycle() {
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true) // a module may be one package
                .check(production);
    }

    /** Nothing here uses a module that users may leave out, this one itself apart. */
    public void requireNoOtherFeature() {
        String own = ".." + root.substring(root.indexOf("mirror")) + "..";
        for (String feature : FEATURES) {
            if (!feature.equals(own)) {
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(feature)
                        .check(production);
            }
        }
    }

    public void requirePackagesOfReadableSize() {
        Map<String, Long> large = new TreeMap<>();
        JavaPackage top = production.getPackage(root);
        top.getSubpackagesInTree().forEach(each -> note(each, large));
        note(top, large);
        if (!large.isEmpty()) {
            throw new AssertionError("packages with more than " + MOST_TYPES_PER_PACKAGE + " types: " + large);
        }
    }

    private static void note(JavaPackage each, Map<String, Long> large) {
        long types = each.getClasses().stream()
                .filter(ArchitectureRules::hasItsOwnFile)
                .count();
        if (types > MOST_TYPES_PER_PACKAGE) {
            large.put(each.getName(), types);
        }
    }

    private static boolean hasItsOwnFile(JavaClass type) {
        return !type.isArray()
                && !type.getName().contains("$")
                && !type.getName().endsWith("package-info");
    }
}
