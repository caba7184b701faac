package io.holdfast.testkit.contract;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.port.CredentialVault;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What every {@link CredentialVault} promises. */
public final class CredentialVaultContract {
    private static final SecretRef REF = SecretRef.of("secret");
    private static final Secret SECRET = Secret.of("a text that no message may hold");
    private static final Secret OTHER = Secret.of("another text that no message may hold");

    private CredentialVaultContract() {}

    /**
     * {@return the checks, each on a vault of its own}
     *
     * @param fresh makes an empty vault
     */
    public static List<ContractCheck> checks(Supplier<? extends CredentialVault> fresh) {
        Checks<CredentialVault> checks = new Checks<>(fresh);
        checks.add("a secret slot that was never filled is empty", CredentialVaultContract::unknown);
        checks.add("a filled secret slot opens, and no other", CredentialVaultContract::filled);
        checks.add("the same text again is success", CredentialVaultContract::again);
        checks.add("another text is refused, and the first stays", CredentialVaultContract::writeOnce);
        checks.add("a refusal does not tell either text", CredentialVaultContract::silent);
        checks.add(
                "a forgotten secret slot is empty, and forgetting it twice is success",
                CredentialVaultContract::forgotten);
        checks.add("of several writers at once, one text stays", CredentialVaultContract::writersAtOnce);
        checks.add("names that look alike are several secret slots", CredentialVaultContract::namesAlike);
        checks.add(
                "a secret slot keeps a text of every script, and one of 100,000 characters",
                CredentialVaultContract::longText);
        return checks.list();
    }

    private static void unknown(CredentialVault vault) {
        Assertions.same("secret", Optional.empty(), vault.read(REF));
        vault.forget(REF);
    }

    private static void filled(CredentialVault vault) {
        vault.put(REF, SECRET);
        vault.put(SecretRef.of("other"), OTHER);
        Assertions.same("secret", Optional.of(SECRET), vault.read(REF));
        Assertions.same("other secret", Optional.of(OTHER), vault.read(SecretRef.of("other")));
    }

    private static void namesAlike(CredentialVault vault) {
        ColumnSamples.ALIKE.forEach(name -> vault.put(SecretRef.of(name), Secret.of("secret of " + name)));
        ColumnSamples.ALIKE.forEach(name ->
                Assertions.same("secret", Optional.of(Secret.of("secret of " + name)), vault.read(SecretRef.of(name))));
    }

    private static void longText(CredentialVault vault) {
        for (String text : List.of(ColumnSamples.EVERY_SCRIPT, ColumnSamples.letters(100_000))) {
            SecretRef ref = SecretRef.of(ColumnSamples.longId(text.substring(0, 1)));
            vault.put(ref, Secret.of(text));
            Assertions.holds(
                    "the text that was put", vault.read(ref).equals(Optional.of(Secret.of(text))), "another, or none");
        }
    }

    private static void again(CredentialVault vault) {
        vault.put(REF, SECRET);
        vault.put(REF, Secret.of(SECRET.reveal()));
        Assertions.same("secret", Optional.of(SECRET), vault.read(REF));
    }

    private static void writeOnce(CredentialVault vault) {
        vault.put(REF, SECRET);
        refusal(vault, OTHER);
        Assertions.holds("the first text in the secret", vault.read(REF).equals(Optional.of(SECRET)), "another");
    }

    private static void silent(CredentialVault vault) {
        vault.put(REF, SECRET);
        String told = refusal(vault, OTHER).toString();
        Assertions.holds(
                "a refusal without the texts", !told.contains("no message may hold"), "one of them in the exception");
    }

    private static void forgotten(CredentialVault vault) {
        vault.put(REF, SECRET);
        vault.forget(REF);
        Assertions.same("secret", Optional.empty(), vault.read(REF));
        vault.forget(REF);
    }

    private static void writersAtOnce(CredentialVault vault) throws InterruptedException {
        List<Boolean> taken = Concurrently.all(i -> isTaken(vault, Secret.of("text " + i)));
        Assertions.same("writers that were taken", 1, Collections.frequency(taken, true));
    }

    private static boolean isTaken(CredentialVault vault, Secret secret) {
        try {
            vault.put(REF, secret);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private static IllegalStateException refusal(CredentialVault vault, Secret secret) {
        try {
            vault.put(REF, secret);
        } catch (IllegalStateException refused) {
            return refused;
        }
        throw new AssertionError("expected an IllegalStateException for another text but it was taken");
    }
}
