package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random chains of calls are answered alike by the stores in memory and by those on PostgreSQL. */
@Tag("proof")
@Tag("sample")
final class EqualStoresModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int CHAINS = WHOLE ? 10_000 : 120;
    private static final int CALLS = 20;

    private final PostgresStorage storage = Server.storage();

    @Test
    void eachCallOfEachChainIsAnsweredAlike() throws IOException {
        int calls = 0;
        for (int seed = 0; seed < CHAINS; seed++) {
            Server.empty(storage);
            Chain chain = chain(seed);
            for (int call = 0; call < CALLS; call++) {
                Chain.Answers answers = chain.next();
                calls++;
                assertThat(answers.postgres())
                        .as("call " + call + " of chain " + seed + ": " + answers.call())
                        .isEqualTo(answers.memory());
            }
        }
        if (WHOLE) {
            Files.writeString(
                    Files.createDirectories(Path.of("target", "evidence")).resolve("equal-stores.txt"),
                    "equal-stores: %,d chains of %,d calls in all on memory and PostgreSQL, differences 0%n"
                            .formatted(CHAINS, calls));
        }
    }

    /** The ports in turn. */
    private Chain chain(int seed) {
        Random random = new Random(seed);
        return switch (seed % 5) {
            case 0, 1 -> new AttendeeChain(random, new InMemoryAttendeeStore(), storage);
            case 2 -> new IntegrationChain(random, new InMemoryIntegrationStore(), storage.integrations());
            case 3 -> new VaultChain(random, new InMemoryCredentialVault(), storage.vault());
            default -> new LinkChain(random, new InMemorySyncLinkStore(), storage.links());
        };
    }
}
