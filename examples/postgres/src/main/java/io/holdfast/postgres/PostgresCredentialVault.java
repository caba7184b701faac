package io.holdfast.postgres;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.port.CredentialVault;
import java.util.List;
import java.util.Optional;

/** Secrets, encrypted at rest. */
final class PostgresCredentialVault implements CredentialVault {
    private final Database database;
    private final Seal seal;

    PostgresCredentialVault(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public void put(SecretRef ref, Secret secret) {
        Secret lying = Database.insertedOrFound(
                "secret " + ref.value(), () -> isFilled(ref, secret) ? Optional.of(secret) : read(ref));
        if (!lying.equals(secret)) {
            throw new IllegalStateException(
                    "secret " + ref.value()
                            + ": expected it to be empty or to hold the same secret but another lies there; choose a fresh name");
        }
    }

    private boolean isFilled(SecretRef ref, Secret secret) {
        return database.sql(
                                "insert into {secret} (ref, key_id, sealed) select :ref, :key, :sealed where {soon} on conflict (ref) do nothing")
                        .param("ref", ref.value())
                        .param("key", seal.currentKey())
                        .param("sealed", seal.seal(ref, secret))
                        .update()
                == 1;
    }

    @Override
    public Optional<Secret> read(SecretRef ref) {
        return database.sql("select key_id, sealed from {secret} where ref = :ref")
                .param("ref", ref.value())
                .query((row, number) -> seal.open(ref, row.getString("key_id"), row.getBytes("sealed")))
                .optional();
    }

    @Override
    public void forget(SecretRef ref) {
        database.sql("delete from {secret} where {soon} and ref = :ref")
                .param("ref", ref.value())
                .update();
    }

    /** Seals some secrets again that were sealed by another key than the current one; how many. */
    int sealAgain(int limit) {
        List<SecretRef> older = database.sql("select ref from {secret} where key_id <> :key limit :limit")
                .param("key", seal.currentKey())
                .param("limit", limit)
                .query((row, number) -> SecretRef.of(row.getString(1)))
                .list();
        older.forEach(ref -> read(ref).ifPresent(secret -> sealAgain(ref, secret)));
        return older.size();
    }

    /** A name never changes its secret, so whatever happened meanwhile, what is sealed is the same. */
    private void sealAgain(SecretRef ref, Secret secret) {
        database.sql("update {secret} set key_id = :key, sealed = :sealed where ref = :ref")
                .param("ref", ref.value())
                .param("key", seal.currentKey())
                .param("sealed", seal.seal(ref, secret))
                .update();
    }
}
