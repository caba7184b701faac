package io.holdfast.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoredFormTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00.123456789Z");
    private static final Decision.Moved BIRTH = SyncStateMachine.begin(
            SyncLinkId.of("link-1"),
            SyncLink.Key.of(
                    WorkspaceId.of("acme"),
                    ProviderId.of("scripted"),
                    RemoteRef.of(SubjectKind.EVENT, RemoteId.of("88=00\\1"))),
            SyncSubject.event("our-42"),
            SyncLink.Binding.of(IntegrationId.of("i-1"), 1),
            Actor.member("m-1"),
            NOW);
    private static final Attendee ATTENDEE = Attendee.builder()
            .id(AttendeeId.of("a-1"))
            .givenName("Ilse\n=\\n\rRömer")
            .email("ilse@example.org")
            .attendance(Attendance.ATTENDING)
            .addAdmissions(
                    Admission.builder().id("t-1").barcode("b").checkedIn(true).build())
            .putAnswers("Diet?", "none")
            .putAnswers("", " ")
            .changedAt(NOW)
            .build();

    @Test
    void aLinkReadsBackAsItWas() {
        SyncLink link = BIRTH.next();

        assertThat(StoredForm.readLink(StoredForm.write(link))).isEqualTo(link);
    }

    @Test
    void recordsOfABirthAndOfAMoveReadBackAsTheyWere() {
        Decision suspended =
                SyncStateMachine.decide(BIRTH.next(), Wish.suspend(Actor.HOST), SyncPolicy.defaults(), NOW);
        TransitionRecord hold = ((Decision.Moved) suspended).record().orElseThrow();
        Stream.of(BIRTH.record().orElseThrow(), hold)
                .forEach(record -> assertThat(StoredForm.readRecord(StoredForm.write(record)))
                        .isEqualTo(record));
    }

    @Test
    void anIntegrationReadsBackAsItWas() {
        Integration integration = Integration.builder()
                .id(IntegrationId.of("i-1"))
                .workspace(WorkspaceId.of("acme"))
                .provider(ProviderId.of("scripted"))
                .account(Account.of("1", "ops@example.org"))
                .status(Integration.Status.CONNECTED)
                .connection(2)
                .credentialVersion(3)
                .credential(SecretRef.of("drawer-1"))
                .connectedAt(NOW)
                .version(7)
                .build();

        assertThat(StoredForm.readIntegration(StoredForm.write(integration))).isEqualTo(integration);
    }

    @Test
    void anAttendeeReadsBackWhateverItsTextsHold() {
        String text = StoredForm.write(ATTENDEE);

        assertThat(StoredForm.readAttendee(text)).isEqualTo(ATTENDEE);
        assertThat(text.lines()).allMatch(line -> line.contains("="));
    }

    @Test
    void whatANewerReleaseAddedIsCarriedAlongAndWrittenBack() {
        String newer = recounted(StoredForm.write(BIRTH.next()) + "zzz.newer=1\\n2\n");
        SyncLink read = StoredForm.readLink(newer);
        SyncLink moved = SyncStateMachine.decide(read, Wish.suspend(Actor.HOST), SyncPolicy.defaults(), NOW)
                .link();

        assertThat(read.unread().values()).containsEntry("zzz.newer", "1\n2");
        assertThat(StoredForm.write(read)).isEqualTo(newer);
        assertThat(StoredForm.readLink(StoredForm.write(moved)).unread().values())
                .containsEntry("zzz.newer", "1\n2");
    }

    @Test
    void whatAReleaseCarriedAlongOfAPartThatIsGoneIsPassedOver() {
        SyncLink live = SyncLink.builder()
                .from(BIRTH.next())
                .phase(SyncPhase.DISCONNECTED)
                .run(Optional.empty())
                .build();
        String text = recounted(StoredForm.write(live) + "run.goneSince=2027-03-14T09:00:00Z\n");

        assertThat(StoredForm.readLink(text)).isEqualTo(live);
    }

    @Test
    void noLineCanBeLostUnnoticed() {
        for (String text : List.of(StoredForm.write(BIRTH.next()), StoredForm.write(ATTENDEE))) {
            List<String> lines = text.lines().toList();
            for (int lost = 0; lost < lines.size(); lost++) {
                List<String> rest = new ArrayList<>(lines);
                rest.remove(lost);
                String cut = String.join("\n", rest) + "\n";
                assertThatThrownBy(() -> read(cut)).isInstanceOf(StoredFormException.class);
                String end = String.join("\n", lines.subList(0, lost));
                assertThatThrownBy(() -> read(end.isEmpty() ? end : end + "\n"))
                        .isInstanceOf(StoredFormException.class);
            }
        }
    }

    @Test
    void aWordOfANewerReleaseIsToldAsOne() {
        String text = StoredForm.write(BIRTH.next()).replaceFirst("(?m)^phase=IMPORTING", "phase=ARCHIVED");

        assertThatThrownBy(() -> StoredForm.readLink(text))
                .isInstanceOfSatisfying(StoredFormException.class, newer -> {
                    assertThat(newer.writtenByNewer()).isTrue();
                    assertThat(newer.name()).isEqualTo("phase");
                })
                .hasMessageContaining("holdfast-link link-1")
                .hasMessageContaining("ARCHIVED");
    }

    @Test
    void whatNoEncodingTakesIsWrittenInLetters() {
        Attendee odd =
                Attendee.builder().from(ATTENDEE).company("a\u2028b\u0007").build();
        String text = StoredForm.write(odd);

        assertThat(text).contains("company=a\\u2028b\\u0007\n");
        assertThat(StoredForm.readAttendee(text)).isEqualTo(odd);
    }

    @ParameterizedTest
    @CsvSource({
        "phase=IMPORTING, phase=ARCHIVED, ARCHIVED",
        "run.kind=IMPORT, run.kind=DREAM, DREAM",
        "version=1, version=one, one",
        "version=1, version=0, version",
        "holdfast-link=1, holdfast-link=2, newer",
        "holdfast-link=1, holdfast-attendee=1, holdfast-link",
        "since=2027, since=yesterday2027, yesterday",
        "version=1, versio, '='",
        "version=1, fence=1, fence",
        "id=link-1, id=link\\q1, id",
    })
    void aCorruptLineIsATypedErrorThatNamesIt(String right, String wrong, String named) {
        String text = StoredForm.write(BIRTH.next());
        assertThat(text).contains(right);

        assertThatThrownBy(() -> StoredForm.readLink(text.replaceFirst("(?m)^" + right, wrong.replace("\\", "\\\\"))))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("expected")
                .hasMessageContaining(named);
    }

    @Test
    void aCorruptAttendeeIsToldWithoutItsTexts() {
        String text = StoredForm.write(ATTENDEE).replaceFirst("(?m)^email=", "email=ilse\\\\q");

        assertThatThrownBy(() -> StoredForm.readAttendee(text))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining("email")
                .hasMessageNotContaining("ilse");
    }

    private static Object read(String text) {
        return text.startsWith("holdfast-attendee") ? StoredForm.readAttendee(text) : StoredForm.readLink(text);
    }

    /** A text to which lines were added behind the one that counts them. */
    private static String recounted(String text) {
        List<String> lines = new ArrayList<>(
                text.lines().filter(line -> !line.startsWith("lines=")).toList());
        lines.add("lines=" + (lines.size() + 1));
        return String.join("\n", lines) + "\n";
    }
}
