package io.holdfast.engine.planted;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.port.CredentialVault;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Uses by method reference what its room may not use. */
public final class WalksAroundTheWalls {
    final Predicate<Decision.Moved> writes;
    final Function<SecretRef, Optional<Secret>> reads;
    final Supplier<Instant> clock = Instant::now;

    WalksAroundTheWalls(SyncLinkStore links, CredentialVault vault) {
        writes = links::replace;
        reads = vault::read;
    }
}
