package io.holdfast.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncLink;
import io.holdfast.testkit.lifecycle.LifecycleExplorer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every link that can be, stored and read back. */
@Tag("proof")
final class StoredFormModelCheck {
    private static final String LAW = "a stored link reads back as it was";

    @Test
    void everyReachableLinkReadsBackAsItWas() {
        assertThat(LifecycleExplorer.create()
                        .law(LAW, StoredFormModelCheck::readsBack)
                        .onlyFor(LAW)
                        .explore()
                        .violations())
                .isEmpty();
    }

    private static boolean readsBack(SyncLink link) {
        return StoredForm.readLink(StoredForm.write(link)).equals(link);
    }
}
