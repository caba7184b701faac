package io.holdfast.propertychecks;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Cursor;
import io.holdfast.model.SyncLink;
import io.holdfast.testkit.contract.SyncLinkStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Our store keeps the promises of its port. */
final class FileSyncLinkStoreContractTest {
    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> ourStoreKeepsEveryPromise() {
        return SyncLinkStoreContract.checks(() -> FileSyncLinkStore.open(freshFolder())).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }

    @Test
    void whatWasStoredIsThereWhenTheFolderIsOpenedAgain() {
        FileSyncLinkStore before = FileSyncLinkStore.open(folder);
        SyncLink stored = Histories.told(before);

        FileSyncLinkStore after = FileSyncLinkStore.open(folder);
        assertThat(after.load(stored.id())).contains(stored);
        assertThat(after.history(stored.id(), Cursor.START, 10))
                .isEqualTo(before.history(stored.id(), Cursor.START, 10));
        assertThat(after.due(Histories.START, Cursor.START, 10))
                .isEqualTo(before.due(Histories.START, Cursor.START, 10));
    }

    private Path freshFolder() {
        try {
            return Files.createTempDirectory(folder, "store");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
