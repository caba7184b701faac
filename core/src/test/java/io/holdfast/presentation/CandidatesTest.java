package io.holdfast.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.ImportObstacle;
import io.holdfast.model.RemoteSubject;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a list of what can be imported says beside its rows. */
final class CandidatesTest {
    private static final RemoteSubject LISTED =
            RemoteSubject.builder().ref(Looks.REMOTE).title("Any").build();

    @Test
    void whatCantBeImportedSaysWhatToImportInstead() {
        RemoteSubject series = RemoteSubject.builder()
                .from(LISTED)
                .obstacle(ImportObstacle.SERIES_PARENT)
                .build();

        assertThat(Candidates.whyNot(LISTED)).isEmpty();
        assertThat(Candidates.whyNot(series).map(why -> why.text(Locale.ENGLISH)))
                .contains("This is a series, and attendees belong to its dates. Import one of its dates instead.");
        assertThat(Candidates.refused("North Quay").text(Locale.ENGLISH))
                .startsWith("North Quay does not list what can be imported from it.");
    }
}
