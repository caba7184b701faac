package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import org.junit.jupiter.api.Test;

/** A database that is not as it should be. */
final class DatabaseTest {
    @Test
    void aTableThatForgetsWhatItTakesHoldsNobodyForEver() {
        PostgresStorage storage = Server.storage();
        storage.database()
                .sql("create rule forgetful as on insert to {secret} do instead nothing")
                .update();

        assertThatThrownBy(() -> storage.vault().put(SecretRef.of("slot"), Secret.of("T0K3N")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secret slot")
                .hasMessageNotContaining("T0K3N");
    }

    @Test
    void aPoolThatCommitsNothingByItselfIsRefused() {
        try (HikariDataSource silent = Server.poolThatCommitsNothing()) {
            assertThatThrownBy(() -> PostgresStorage.of(silent, Tables.usual(), Server.KEYS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("autoCommit");
        }
    }

    @Test
    void aPoolWhoseTransactionsReadFromASnapshotIsRefused() {
        try (HikariDataSource snapshots = Server.poolOf("TRANSACTION_REPEATABLE_READ")) {
            assertThatThrownBy(() -> PostgresStorage.of(snapshots, Tables.usual(), Server.KEYS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("READ COMMITTED")
                    .hasMessageContaining("repeatable read");
        }
    }
}
