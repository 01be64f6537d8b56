// SPDX-License-Identifier: Apache-2.0
package dev.stemgate;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/**
 * Holds the packages to what ARCHITECTURE.md says of them: one rule a package, then the rules that say which package alone
 * may know a library (invariant 10), then the shape of the whole. A package that does not exist yet passes.
 */
@AnalyzeClasses(packages = "dev.stemgate", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String MODEL = "dev.stemgate.model..";
    private static final String TERMINOLOGY = "dev.stemgate.terminology..";
    private static final String RULES = "dev.stemgate.rules..";
    private static final String FHIR = "dev.stemgate.fhir..";
    private static final String BULK = "dev.stemgate.bulk..";
    private static final String INTAKE = "dev.stemgate.intake..";
    private static final String STATE = "dev.stemgate.state..";
    private static final String DEADLETTER = "dev.stemgate.deadletter..";
    private static final String ROUTE = "dev.stemgate.route..";
    private static final String SANDBOX = "dev.stemgate.sandbox..";
    private static final String CLI = "dev.stemgate.cli..";
    private static final String CONSOLE = "dev.stemgate.console..";

    private static final String CAMEL = "org.apache.camel..";
    private static final String[] HAPI = {"ca.uhn.fhir..", "org.hl7.fhir.."};
    private static final String HL7V2 = "ca.uhn.hl7v2..";

    // One rule a package.

    @ArchTest
    static final ArchRule modelImportsOnlyTheJdk = classes()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", MODEL)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule terminologyKnowsNoCamelAndNoHapi = never(TERMINOLOGY, CAMEL, HAPI[0], HAPI[1], HL7V2);

    @ArchTest
    static final ArchRule rulesKnowNoCamelAndNoHapi = never(RULES, CAMEL, HAPI[0], HAPI[1], HL7V2);

    @ArchTest
    static final ArchRule rulesKnowOnlyModelAndTerminology =
            never(RULES, FHIR, BULK, INTAKE, STATE, DEADLETTER, ROUTE, SANDBOX, CLI, CONSOLE);

    @ArchTest
    static final ArchRule rulesNeverReadTheClock = noClasses()
            .that()
            .resideInAPackage(RULES)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethodWhere(target(owner(JavaClass.Predicates.resideInAPackage("java.time..")))
                    .and(target(name("now"))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callConstructor(java.util.Date.class)
            .because("the evaluation date is an input (MODEL §1)")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule rulesDoNoInputOrOutputOutsideLoading = noClasses()
            .that()
            .resideInAPackage(RULES)
            .and()
            .haveSimpleNameNotEndingWith("Loader")
            .and()
            .haveSimpleNameNotEndingWith("File")
            .should()
            .dependOnClassesThat(doInputOrOutput())
            .because("evaluation is a pure function; only the loader and the files it reads touch the disk")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule fhirKnowsNoCamelAndNoRules = never(FHIR, CAMEL, RULES);

    @ArchTest
    static final ArchRule bulkKnowsNoCamelAndNoHapi = never(BULK, CAMEL, HAPI[0], HAPI[1]);

    @ArchTest
    static final ArchRule intakeKnowsNoRules = never(INTAKE, RULES);

    @ArchTest
    static final ArchRule stateKnowsNoCamelAndNoHapi = never(STATE, CAMEL, HAPI[0], HAPI[1], HL7V2);

    @ArchTest
    static final ArchRule deadlettersKnowNoRules = never(DEADLETTER, RULES);

    @ArchTest
    static final ArchRule routesKnowNoCommandLine = never(ROUTE, CLI);

    @ArchTest
    static final ArchRule sandboxKnowsNoRules = never(SANDBOX, RULES);

    @ArchTest
    static final ArchRule consoleKnowsNoCamelNoHapiAndNoRules =
            never(CONSOLE, CAMEL, HAPI[0], HAPI[1], HL7V2, RULES, FHIR, SANDBOX, CLI);

    // Who alone may know a library: invariant 10.

    @ArchTest
    static final ArchRule onlyRoutesImportCamel = noClasses()
            .that()
            .resideOutsideOfPackage(ROUTE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CAMEL);

    @ArchTest
    static final ArchRule onlyFhirAndSandboxImportHapiFhir = noClasses()
            .that()
            .resideOutsideOfPackages(FHIR, SANDBOX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HAPI);

    @ArchTest
    static final ArchRule onlyIntakeImportsHapiHl7v2 = noClasses()
            .that()
            .resideOutsideOfPackage(INTAKE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HL7V2);

    // The whole.

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.stemgate.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheWaysInKnowTheWaysIn = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, CONSOLE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, CONSOLE);

    @ArchTest
    static final ArchRule classesAreNamedByWhatTheyDo = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)")
            .because("a class is named by what it does");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .that()
            .resideOutsideOfPackage(SANDBOX)
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("waiting is done on a condition; only the sandbox plays a slow server");

    private static ArchRule never(String subject, String... forbidden) {
        return noClasses()
                .that()
                .resideInAPackage(subject)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true);
    }

    /** Files, streams, sockets and databases; not a path, which is a name, and not the exceptions that say what failed. */
    private static DescribedPredicate<JavaClass> doInputOrOutput() {
        return JavaClass.Predicates.resideInAnyPackage(
                        "java.io", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..", "javax.sql..")
                .and(DescribedPredicate.not(JavaClass.Predicates.assignableTo(Throwable.class)))
                .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(java.io.Serializable.class)))
                .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(java.nio.file.Path.class)))
                .as("do input or output");
    }
}
