package io.holdfast.eventbrite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.model.Secret;
import java.io.ObjectInputStream;
import java.time.Instant;

/** The connector's room: what it may use, and the little that it shows. */
@AnalyzeClasses(packages = "io.holdfast.eventbrite", importOptions = ImportOption.DoNotIncludeTests.class)
final class AdapterHouseTest {
    @ArchTest
    static final ArchRule itUsesTheNounsAndThePortsAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.holdfast.eventbrite..",
                    "io.holdfast.http..",
                    "io.holdfast.model..",
                    "io.holdfast.oauth..",
                    "io.holdfast.port..",
                    "io.holdfast.webhook..",
                    "java..",
                    "org.jspecify..",
                    "org.immutables.value..");

    @ArchTest
    static final ArchRule itShowsItsConnectorItsOauthAndTheirOptionsAlone = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("EventbriteConnector")
            .and()
            .doNotHaveSimpleName("EventbriteOptions")
            .and()
            .doNotHaveSimpleName("EventbriteOauth")
            .and()
            .doNotHaveSimpleName("EventbriteOauthOptions")
            .and()
            .doNotHaveSimpleName("EventbriteCallback")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule itReadsNoClock = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule itOpensNoSecret = noClasses().should().callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule nothingIsDeserialised =
            noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

    @ArchTest
    static final ArchRule itMakesNoThreads =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.concurrent.Executors");
}
