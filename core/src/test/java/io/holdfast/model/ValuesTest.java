package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What values refuse, hide and mend when they are built. */
final class ValuesTest {
    private static final String NAME = "Ilse Öberg";

    @Test
    void aBlankIdIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> RemoteId.of(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a remote id");
        assertThatThrownBy(() -> SyncSubject.event("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cursor.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretShowsNowhereAndIsComparedByItsText() {
        Secret secret = Secret.of("T0K3N");

        assertThat(secret.toString()).isEqualTo("***");
        assertThat(Credential.apiKey("T0K3N").toString()).doesNotContain("T0K3N");
        assertThat(secret).isEqualTo(Secret.of("T0K3N")).isNotEqualTo(Secret.of("other"));
        assertThat(secret.hashCode()).isEqualTo(Secret.of("other").hashCode());
    }

    @Test
    void aSecretAndWhatHoldsOneCanNotBeSerialised() throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            for (Object holder : List.of(Secret.of("T0K3N"), Credential.apiKey("T0K3N"))) {
                assertThatThrownBy(() -> out.writeObject(holder)).isInstanceOf(NotSerializableException.class);
            }
        }
    }

    @Test
    void whoAnAttendeeIsShowsInNoText() {
        Attendee attendee = Attendee.builder()
                .id(AttendeeId.of("1"))
                .givenName(NAME)
                .familyName(NAME)
                .name(NAME)
                .email(NAME)
                .phone(NAME)
                .company(NAME)
                .jobTitle(NAME)
                .attendance(Attendance.ATTENDING)
                .addAnswers(new Answer(Optional.of("1"), NAME, List.of(NAME)))
                .putProfile("birth_name", NAME)
                .addAdmissions(Admission.builder().id("1").barcode(NAME).build())
                .build();

        assertThat(attendee.toString()).doesNotContain("Ilse").contains("ATTENDING");
        assertThat(attendee.answers().toString()).doesNotContain("Ilse").contains("1");
        assertThat(new Account("1", NAME).toString()).doesNotContain("Ilse");
    }

    @Test
    void whatNoStoreTakesIsReplacedWhenAnAttendeeIsBuilt() {
        Attendee attendee = Attendee.builder()
                .id(AttendeeId.of("1"))
                .name("a\u0000b\uD83D")
                .company("\uDE00 \uD83D\uDE00")
                .attendance(Attendance.ATTENDING)
                .addAnswers(new Answer(Optional.of("\u0000"), "q\u0000", List.of("\uD83Dx", "y")))
                .addAdmissions(Admission.builder().id("1").barcode("\u0000").build())
                .putProfile("gender\u0000", "\uD83D")
                .build();

        assertThat(attendee.profile()).isEqualTo(Map.of("gender\uFFFD", "\uFFFD"));
        assertThat(attendee.name()).contains("a\uFFFDb\uFFFD");
        assertThat(attendee.company()).contains("\uFFFD \uD83D\uDE00");
        assertThat(attendee.answers())
                .containsExactly(new Answer(Optional.of("\uFFFD"), "q\uFFFD", List.of("\uFFFDx", "y")));
        assertThat(attendee.admissions().get(0).barcode()).contains("\uFFFD");
    }

    @Test
    void aReferenceIsShortAndTheSameForTheSameSeed() {
        assertThat(SyncFailure.reference(42))
                .isEqualTo(SyncFailure.reference(42))
                .matches("HF-[0-9A-V]{13}");
        assertThat(SyncFailure.reference(-1)).matches("HF-[0-9A-V]{13}").isNotEqualTo(SyncFailure.reference(42));
    }

    @Test
    void aConnectedIntegrationHasACredential() {
        assertThatThrownBy(() -> Integration.builder()
                        .bookkeeping(IntegrationBookkeeping.builder()
                                .credentialVersion(1)
                                .credential(Optional.empty())
                                .build())
                        .id(IntegrationId.of("i-1"))
                        .workspace(WorkspaceId.of("acme"))
                        .provider(ProviderId.of("scripted"))
                        .account(new Account("1", "one"))
                        .status(Integration.Status.CONNECTED)
                        .connection(1)
                        .connectedAt(Instant.EPOCH)
                        .version(1)
                        .build())
                .hasMessageContaining("i-1");
    }

    @Test
    void aFailureThatNoRetryMendsNamesWhoDoes() {
        assertThat(FailureKind.values())
                .allMatch(kind -> kind.retryable() || kind.autoRetries(false) || kind.who() != Who.NOBODY);
    }
}
