package io.holdfast.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.model.Secret;
import java.io.ObjectInputStream;
import java.time.Instant;

/** The room that connectors share: what it may use, and the little that it shows. */
@AnalyzeClasses(packages = "io.holdfast.http", importOptions = ImportOption.DoNotIncludeTests.class)
final class HttpHouseTest {
    @ArchTest
    static final ArchRule itUsesTheNounsAndThePortsAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.holdfast.http..",
                    "io.holdfast.model..",
                    "io.holdfast.port..",
                    "java..",
                    "javax.net.ssl..",
                    "javax.crypto..",
                    "com.fasterxml.jackson.core..",
                    "org.jspecify..",
                    "org.immutables.value..");

    @ArchTest
    static final ArchRule itShowsWhatTheAuthorOfAConnectorNeeds = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(
                    ".*\\.(ApiProfile|Dates|Endpoint|ExchangeOptions|FailureTable|Hmac|Json|JsonBody|OptionRules|Response|RetryAfter"
                            + "|SharedAnswers|Texts|Transport)");

    @ArchTest
    static final ArchRule itReadsNoClock = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule onlyTheTransportAndASignatureOpenASecret = noClasses()
            .that()
            .areNotAssignableTo(Transport.class)
            .and()
            .areNotAssignableTo(Hmac.class)
            .should()
            .callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule nothingIsDeserialised =
            noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

    @ArchTest
    static final ArchRule itMakesNoThreads =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.concurrent.Executors");
}
