package io.holdfast.propertychecks;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.SyncLink;
import io.holdfast.testkit.lifecycle.Exploration;
import io.holdfast.testkit.lifecycle.LifecycleExplorer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The library's whole life cycle, searched in our own build, with a law of ours beside its own. */
@Tag("proof")
final class LifecycleModelCheck {
    @Test
    void everyLawHoldsInEveryStateAndOurStoreCanKeepEachOfThem() {
        Exploration found = LifecycleExplorer.create()
                .law("our store can keep it", LifecycleModelCheck::isKept)
                .explore();

        System.out.println(found.summary());
        assertThat(found.violations()).isEmpty();
    }

    private static boolean isKept(SyncLink link) {
        return StoredForm.LINK.read(StoredForm.LINK.write(link)).equals(link);
    }
}
