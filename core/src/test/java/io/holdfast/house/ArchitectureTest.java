package io.holdfast.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.holdfast.engine.SyncEngineBuilder;
import io.holdfast.model.Secret;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.IntegrationStore;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.port.SyncListener;
import io.holdfast.port.WebhookConnector;
import java.io.ObjectInputStream;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** The house: which room may use which, and what no room may do. */
@AnalyzeClasses(packages = "io.holdfast", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] BELOW_ENGINE = {
        "io.holdfast.internal..",
        "io.holdfast.message..",
        "io.holdfast.model..",
        "io.holdfast.metrics..",
        "io.holdfast.policy..",
        "io.holdfast.transition..",
        "io.holdfast.recovery..",
        "io.holdfast.port..",
        "io.holdfast.oauth..",
        "io.holdfast.codec..",
        "io.holdfast.presentation..",
        "io.holdfast.memory..",
        "io.holdfast.testkit.."
    };

    /** What pure rooms may have of {@code java.security}: it depends on its arguments alone. */
    private static final Set<String> HASHES = Set.of("MessageDigest", "NoSuchAlgorithmException");

    @ArchTest
    static final ArchRule roomsUseOnlyTheRoomsBelowThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("internal")
            .definedBy("io.holdfast.internal..")
            .layer("message")
            .definedBy("io.holdfast.message..")
            .layer("model")
            .definedBy("io.holdfast.model..")
            .layer("metrics")
            .definedBy("io.holdfast.metrics..")
            .layer("watch")
            .definedBy("io.holdfast.engine.watch..")
            .layer("policy")
            .definedBy("io.holdfast.policy..")
            .layer("transition")
            .definedBy("io.holdfast.transition..")
            .layer("recovery")
            .definedBy("io.holdfast.recovery..")
            .layer("port")
            .definedBy("io.holdfast.port..")
            .layer("codec")
            .definedBy("io.holdfast.codec..")
            .layer("webhook")
            .definedBy("io.holdfast.webhook..")
            .layer("oauth")
            .definedBy("io.holdfast.oauth..")
            .layer("presentation")
            .definedBy("io.holdfast.presentation..")
            .layer("gateway")
            .definedBy("io.holdfast.engine.gateway..")
            .layer("commit")
            .definedBy("io.holdfast.engine.commit..")
            .layer("pace")
            .definedBy("io.holdfast.engine.pace..")
            .layer("credential")
            .definedBy("io.holdfast.engine.credential..")
            .layer("incoming")
            .definedBy("io.holdfast.engine.webhook..")
            .layer("run")
            .definedBy("io.holdfast.engine.run..")
            .layer("engine")
            .definedBy("io.holdfast.engine")
            .layer("memory")
            .definedBy("io.holdfast.memory..")
            .layer("testkit")
            .definedBy("io.holdfast.testkit..")
            .whereLayer("internal")
            .mayNotAccessAnyLayer()
            .whereLayer("message")
            .mayNotAccessAnyLayer()
            .whereLayer("model")
            .mayOnlyAccessLayers("internal")
            .whereLayer("metrics")
            .mayOnlyAccessLayers("model")
            .whereLayer("watch")
            .mayOnlyAccessLayers("internal", "model", "metrics")
            .whereLayer("policy")
            .mayOnlyAccessLayers("internal", "model")
            .whereLayer("transition")
            .mayOnlyAccessLayers("internal", "message", "model", "policy")
            .whereLayer("recovery")
            .mayOnlyAccessLayers("internal", "message", "model", "policy", "transition")
            .whereLayer("webhook")
            .mayOnlyAccessLayers("internal", "model")
            .whereLayer("port")
            .mayOnlyAccessLayers("internal", "model", "transition", "webhook")
            .whereLayer("codec")
            .mayOnlyAccessLayers("internal", "model", "transition")
            .whereLayer("oauth")
            .mayOnlyAccessLayers("internal", "model", "port")
            .whereLayer("presentation")
            .mayOnlyAccessLayers("internal", "message", "model", "recovery")
            .whereLayer("memory")
            .mayOnlyAccessLayers("internal", "model", "transition", "port")
            .whereLayer("gateway")
            .mayOnlyAccessLayers(
                    "internal", "model", "policy", "transition", "webhook", "port", "codec", "commit", "watch")
            .whereLayer("commit")
            .mayOnlyAccessLayers("port")
            .whereLayer("pace")
            .mayOnlyAccessLayers("internal", "model", "policy", "port")
            .whereLayer("credential")
            .mayOnlyAccessLayers(
                    "internal",
                    "model",
                    "policy",
                    "transition",
                    "webhook",
                    "port",
                    "gateway",
                    "pace",
                    "commit",
                    "watch")
            .whereLayer("incoming")
            .mayOnlyAccessLayers(
                    "internal", "model", "policy", "transition", "webhook", "port", "gateway", "pace", "credential")
            .whereLayer("run")
            .mayOnlyAccessLayers(
                    "internal",
                    "model",
                    "policy",
                    "transition",
                    "webhook",
                    "port",
                    "gateway",
                    "pace",
                    "commit",
                    "watch",
                    "metrics",
                    "credential",
                    "incoming")
            .whereLayer("engine")
            .mayOnlyAccessLayers(
                    "internal",
                    "message",
                    "model",
                    "policy",
                    "transition",
                    "recovery",
                    "webhook",
                    "port",
                    "presentation",
                    "memory",
                    "gateway",
                    "pace",
                    "commit",
                    "watch",
                    "metrics",
                    "credential",
                    "incoming",
                    "run")
            .whereLayer("testkit")
            .mayOnlyAccessLayers(
                    "internal",
                    "message",
                    "model",
                    "policy",
                    "transition",
                    "recovery",
                    "webhook",
                    "port",
                    "codec",
                    "presentation",
                    "engine")
            .whereLayer("testkit")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitectureIgnoring("io.holdfast");

    @ArchTest
    static final ArchRule onlyTheGatewayWritesLinks =
            onlyIn("io.holdfast.engine.gateway", SyncLinkStore.class, "createIfAbsent", "replace", "remove");

    @ArchTest
    static final ArchRule onlyTheGatewayWritesIntegrations =
            onlyIn("io.holdfast.engine.gateway", IntegrationStore.class, "createIfAbsent", "replace", "remove");

    @ArchTest
    static final ArchRule onlyTheGatewaySpeaksToListeners =
            onlyIn("io.holdfast.engine.gateway", SyncListener.class, names(SyncListener.class));

    @ArchTest
    static final ArchRule onlyCredentialTouchesTheVault =
            onlyIn("io.holdfast.engine.credential", CredentialVault.class, names(CredentialVault.class));

    @ArchTest
    static final ArchRule onlyCredentialAsksWhoACredentialIsOrForTheNextOne =
            onlyIn("io.holdfast.engine.credential", ProviderConnector.class, "identify", "refresh", "revoke");

    @ArchTest
    static final ArchRule onlyTheRoomOfDeliveriesReadsThemAndSubscribes =
            onlyIn("io.holdfast.engine.webhook", WebhookConnector.class, names(WebhookConnector.class));

    @ArchTest
    static final ArchRule onlyARunReadsAttendees =
            onlyIn("io.holdfast.engine.run", ProviderConnector.class, "attendees", "changes");

    @ArchTest
    static final ArchRule onlyARunMarksAbsence =
            onlyIn("io.holdfast.engine.run", AttendeeStore.class, "markAbsent", "unseen", "count");

    @ArchTest
    static final ArchRule noPublicMethodTakesAnOptional = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .haveNameNotMatching(".*\\.Immutable.*")
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.holdfast.internal")
            .should()
            .notHaveRawParameterTypes(DescribedPredicate.describe(
                    "an Optional", types -> types.stream().anyMatch(type -> type.isEquivalentTo(Optional.class))));

    @ArchTest
    static final ArchRule oneClassMakesThreads = noClasses()
            .that()
            .resideInAPackage("io.holdfast..")
            .and()
            .doNotHaveSimpleName("EngineThreads")
            .and()
            .resideOutsideOfPackages("io.holdfast.memory..", "io.holdfast.testkit..")
            .should()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors");

    @ArchTest
    static final ArchRule onlyTheBuilderNamesTheDefaults = noClasses()
            .that()
            .resideInAPackage("io.holdfast.engine..")
            .and()
            .areNotAssignableTo(SyncEngineBuilder.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.holdfast.memory..");

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("io.holdfast.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule filesOfARoomFormNoCircle = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    if (!type.getPackageName().startsWith("io.holdfast.engine.")) {
                        return SliceIdentifier.ignore();
                    }
                    String name = type.getName();
                    int nested = name.indexOf('$');
                    String file = nested < 0 ? name : name.substring(0, nested);
                    return SliceIdentifier.of(file.replace("Immutable", ""));
                }

                @Override
                public String getDescription() {
                    return "files";
                }
            })
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule coreNeedsTheJdkJspecifyAndSlf4jAlone = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.holdfast..", "java..", "org.slf4j..", "org.jspecify..", "org.immutables.value.."));

    @ArchTest
    static final ArchRule nobodyReadsAClockThatWasNotGiven = noClasses()
            .should()
            .accessTargetWhere(uses(Instant.class, "now")
                    .or(uses(LocalDate.class, "now"))
                    .or(uses(LocalDateTime.class, "now"))
                    .or(uses(OffsetDateTime.class, "now"))
                    .or(uses(ZonedDateTime.class, "now"))
                    .or(uses(System.class, "currentTimeMillis")))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule onlyTheBuilderTakesTheSystemsClocks = noClasses()
            .that()
            .areNotAssignableTo(SyncEngineBuilder.class)
            .should()
            .accessTargetWhere(uses(InstantSource.class, "system").or(uses(System.class, "nanoTime")));

    @ArchTest
    static final ArchRule onlyTheEngineLogs = noClasses()
            .that()
            .resideInAnyPackage(BELOW_ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..");

    @ArchTest
    static final ArchRule loggersAreTheirClassesOwn = fields().that()
            .haveRawType(Logger.class)
            .should()
            .bePrivate()
            .andShould()
            .beStatic()
            .andShould()
            .beFinal()
            .andShould()
            .haveName("log");

    @ArchTest
    static final ArchRule roomsBelowTheEngineDoNoIo = noClasses()
            .that()
            .resideInAnyPackage(BELOW_ENGINE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
                    .and(DescribedPredicate.not(resideInAPackage("java.io")
                            .and(DescribedPredicate.describe(
                                    "are Serializable, which all exceptions are",
                                    type -> type.getSimpleName().equals("Serializable"))))));

    @ArchTest
    static final ArchRule pureRoomsHaveNoThreadsAndNoChance = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.holdfast.internal..",
                    "io.holdfast.message..",
                    "io.holdfast.metrics..",
                    "io.holdfast.model..",
                    "io.holdfast.oauth..",
                    "io.holdfast.policy..",
                    "io.holdfast.transition..",
                    "io.holdfast.recovery..",
                    "io.holdfast.port..",
                    "io.holdfast.codec..",
                    "io.holdfast.presentation..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.concurrent..", "java.util.random..", "java.security")
                    .and(DescribedPredicate.not(DescribedPredicate.describe(
                            "hash, and compare in constant time", type -> HASHES.contains(type.getSimpleName())))))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread");

    @ArchTest
    static final ArchRule noClassTouchesHttpSqlOrJson = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.sql..", "javax.sql..", "com.fasterxml..");

    @ArchTest
    static final ArchRule nothingIsDeserialised =
            noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

    @ArchTest
    static final ArchRule secretsAreComparedInConstantTimeOnly = methods()
            .that()
            .areDeclaredInClassesThat()
            .areNotAssignableTo(Secret.class)
            .should(notCompareWhatTheyReveal());

    @ArchTest
    static final ArchRule publicClassesAreFinalUnlessMeantForExtension = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .haveNameNotMatching(".*\\.Immutable\\w+\\$Builder") // hidden by its enclosing class
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule generatedValuesStayHidden =
            classes().that().haveSimpleNameStartingWith("Immutable").should().notBePublic();

    /** What no class of the engine calls outside of one room; the stores themselves and their contract checks are no callers. */
    private static ArchRule onlyIn(String room, Class<?> port, String... methods) {
        return noClasses()
                .that()
                .resideInAPackage("io.holdfast.engine..")
                .and()
                .resideOutsideOfPackage(room)
                .should()
                .accessTargetWhere(uses(port, methods));
    }

    /** A method reference uses a method as much as a call does. */
    private static DescribedPredicate<JavaAccess<?>> uses(Class<?> owner, String... methods) {
        Set<String> names = Set.of(methods);
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + names,
                access -> access.getTargetOwner().isAssignableTo(owner)
                        && names.contains(access.getTarget().getName()));
    }

    private static String[] names(Class<?> port) {
        return Stream.of(port.getMethods()).map(Method::getName).distinct().toArray(String[]::new);
    }

    private static ArchCondition<JavaMethod> notCompareWhatTheyReveal() {
        Set<String> comparisons =
                Set.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo", "compareToIgnoreCase");
        return new ArchCondition<>("not compare what Secret.reveal() gave") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean reveals = calls(method, Secret.class.getName(), Set.of("reveal"));
                boolean compares = calls(method, String.class.getName(), comparisons)
                        || calls(method, "java.util.Arrays", Set.of("equals"))
                        || calls(method, "java.util.Objects", Set.of("equals"));
                if (reveals && compares) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getFullName() + " reveals a secret and compares texts; use Secret.equals"));
                }
            }
        };
    }

    private static boolean calls(JavaCodeUnit unit, String owner, Set<String> names) {
        return unit.getAccessesFromSelf().stream()
                .map(JavaAccess::getTarget)
                .anyMatch(target -> target.getOwner().getName().equals(owner) && names.contains(target.getName()));
    }
}
