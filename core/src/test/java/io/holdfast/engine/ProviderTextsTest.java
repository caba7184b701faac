package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Account;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.port.ProviderException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However long a provider's texts are, what is stored stays short. */
final class ProviderTextsTest {
    private static final String MEGABYTE = "m".repeat(1 << 20);
    private static final int SHORT = 20_000;

    private final World world = new World();

    @Test
    void aCursorOfAMegabyteEndsTheReadAsMalformedAndIsNotStored() {
        SyncLink link = world.imported();
        answerNext(Cursor.of(MEGABYTE));

        world.engine.runDue();

        SyncFailure failure = stored(link).run().orElseThrow().lastFailure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        assertThat(failure.message()).contains("cursor", "at most 4096", "found 1048576");
        assertThat(StoredForm.LINK.write(stored(link))).hasSizeLessThan(SHORT);
    }

    @Test
    void aCursorOfTheLongestLengthIsTaken() {
        SyncLink link = world.imported();
        answerNext(
                Cursor.of("c".repeat(Cursor.LONGEST)),
                World.attendee("a1", "Company", World.START).build());
        world.provider.answerNext(AttendeePage.builder().asOf(World.START).build());

        world.engine.runDue();

        assertThat(stored(link).importedAt()).isPresent();
    }

    @Test
    void aRowThatIsTooLongIsRejectedAloneAndItsNeighboursAreTaken() {
        SyncLink link = world.imported();
        Attendee good = World.attendee("good", "Company", World.START).build();
        Attendee essay = World.attendee("essay", "Company", World.START)
                .addAnswers(new Answer(Optional.empty(), "Why?", List.of(MEGABYTE)))
                .build();
        Attendee nameless = World.attendee(MEGABYTE, "Company", World.START).build();
        world.provider.answerNext(AttendeePage.builder()
                .addAttendees(essay, good, nameless)
                .asOf(World.START)
                .build());

        world.engine.runDue();

        assertThat(world.attendees.attendees(link.id()))
                .extracting(Attendee::id)
                .containsExactly(AttendeeId.of("good"));
        assertThat(stored(link).lastRun().orElseThrow().sample())
                .extracting(Rejected::key)
                .contains("essay", "row 3")
                .hasSize(2);
        assertThat(stored(link).lastRun().orElseThrow().tally().rejected()).isEqualTo(2);
        assertThat(StoredForm.LINK.write(stored(link))).hasSizeLessThan(SHORT);
    }

    @Test
    void whatIsToldOfARejectedRowIsCut() {
        SyncLink link = world.imported();
        world.provider.answerNext(AttendeePage.builder()
                .addAttendees(World.attendee("good", "Company", World.START).build())
                .addRejected(new Rejected(MEGABYTE, Optional.of(AttendeeId.of(MEGABYTE)), MEGABYTE, MEGABYTE))
                .asOf(World.START)
                .build());

        world.engine.runDue();

        assertThat(stored(link).lastRun().orElseThrow().sample()).hasSize(1);
        assertThat(StoredForm.LINK.write(stored(link))).hasSizeLessThan(SHORT);
    }

    @Test
    void aTitleAndAStateAreCut() {
        world.provider.event(
                World.event().title(MEGABYTE).providerState(MEGABYTE).build());

        SyncLink link = world.live();

        RemoteSubject told = stored(link).remote().orElseThrow().subject();
        assertThat(told.title())
                .hasSize(RemoteSubject.LONGEST)
                .startsWith("mmm")
                .endsWith("\u2026");
        assertThat(StoredForm.LINK.write(stored(link))).hasSizeLessThan(SHORT);
    }

    @Test
    void aTextIsNotCutWithinACharacter() {
        world.provider.event(World.event().title("\ud83c\udf89".repeat(1_000)).build());

        SyncLink link = world.live();

        assertThat(stored(link).remote().orElseThrow().subject().title())
                .isEqualTo("\ud83c\udf89".repeat(499) + "\u2026");
    }

    @Test
    void aFailureIsToldInAFewSentencesHoweverMuchAConnectorSays() {
        SyncLink link = world.imported();
        world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, MEGABYTE));

        world.engine.runDue();

        assertThat(stored(link).run().orElseThrow().lastFailure()).isPresent();
        assertThat(StoredForm.LINK.write(stored(link))).hasSizeLessThan(SHORT);
    }

    @Test
    void anAccountWithALongLabelIsConnectedAndOneWithALongIdIsNot() {
        world.provider.belongsTo(World.KEY, new Account("account-1", MEGABYTE));
        assertThat(world.connected().account().label()).hasSize(Account.LONGEST_LABEL);

        world.provider.belongsTo(World.KEY, new Account(MEGABYTE, "An account"));
        assertThatThrownBy(world::connected)
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(FailureKind.MALFORMED))
                .hasMessageContaining("at most 512");
    }

    private void answerNext(Cursor next, Attendee... rows) {
        world.provider.answerNext(AttendeePage.builder()
                .addAttendees(rows)
                .asOf(World.START)
                .next(next)
                .build());
    }

    private SyncLink stored(SyncLink link) {
        return world.links.load(link.id()).orElseThrow();
    }
}
