package io.holdfast.propertychecks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.codec.StoredFormException;
import io.holdfast.model.Cursor;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.testkit.contract.SyncLinkStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
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

    @Test
    void aTextOfANewerReleaseHidesNoNeighbour() throws IOException {
        SyncLink stored = Histories.told(FileSyncLinkStore.open(folder));
        Path file = only(folder);
        Files.writeString(file, Files.readString(file).replaceFirst("\"formVersion\":1", "\"formVersion\":2"));

        FileSyncLinkStore after = FileSyncLinkStore.open(folder);
        SyncLink.Binding bound = stored.binding();
        assertThat(after.boundTo(bound.integration(), bound.connection(), Cursor.START, 10)
                        .items())
                .containsExactly(StoredRow.unreadable(stored.id()));
        assertThat(after.of(stored.key().workspace(), Cursor.START, 10).items())
                .containsExactly(StoredRow.unreadable(stored.id()));
        assertThat(after.load(Set.of(stored.id()))).containsExactly(StoredRow.unreadable(stored.id()));
        assertThatThrownBy(() -> after.load(stored.id())).isInstanceOf(StoredFormException.class);
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private Path freshFolder() {
        try {
            return Files.createTempDirectory(folder, "store");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
