package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.holdfast.engine.planted.WalksAroundTheWalls;
import org.junit.jupiter.api.Test;

/** The walls of the house stand against method references as well. */
final class WallsTest {
    private final JavaClasses planted = new ClassFileImporter().importClasses(WalksAroundTheWalls.class);

    @Test
    void aStoreThatIsWrittenByReferenceIsFound() {
        assertThat(ArchitectureTest.onlyTheGatewayWritesLinks.evaluate(planted).hasViolation())
                .isTrue();
    }

    @Test
    void aVaultThatIsReadByReferenceIsFound() {
        assertThat(ArchitectureTest.onlyCredentialTouchesTheVault
                        .evaluate(planted)
                        .hasViolation())
                .isTrue();
    }

    @Test
    void aClockThatIsReadByReferenceIsFound() {
        assertThat(ArchitectureTest.nobodyReadsAClockThatWasNotGiven
                        .evaluate(planted)
                        .hasViolation())
                .isTrue();
    }
}
