package io.holdfast.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.recovery.Explanation;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page says of a channel speaks of a channel. */
final class ChannelWordsTest {
    @ParameterizedTest
    @EnumSource
    void noWordOfAChannelsPageSpeaksOfAnEvent(SyncPhase phase) {
        for (Integration.Status status : Integration.Status.values()) {
            for (boolean suspended : new boolean[] {false, true}) {
                SyncLink channel = Looks.channel(phase).suspended(suspended).build();
                Explanation explanation = Looks.explain(channel, Looks.integration(status));
                StatusView view = Looks.view(channel, Looks.integration(status));

                assertThat(explanation.bundle()).doesNotContainPattern("(?i)\\bevents?\\b");
                view.alert()
                        .ifPresent(alert -> assertThat(alert.text().text(Locale.ENGLISH))
                                .doesNotContainPattern("(?i)\\bevents?\\b"));
            }
        }
    }

    @Test
    void aSeveredChannelIsReconnectedAndSoIsAnEvent() {
        assertThat(reason(Looks.channel(SyncPhase.DISCONNECTED).build()))
                .isEqualTo("The account is connected again. Press Reconnect to read this channel from it.");
        assertThat(reason(Looks.link(SyncPhase.DISCONNECTED).build()))
                .isEqualTo("The account is connected again. Press Reconnect to read this event from it.");
    }

    private static String reason(SyncLink link) {
        return Looks.explain(link, Looks.integration(Integration.Status.CONNECTED))
                .advice()
                .reason()
                .text(Locale.ENGLISH);
    }
}
