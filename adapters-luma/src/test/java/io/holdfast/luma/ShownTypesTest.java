package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of a guest's page and of each public type once a key and people passed through; it goes to the log as well. */
final class ShownTypesTest {
    private static final Logger log = LoggerFactory.getLogger("canary");

    @Test
    void noneShowsTheKeyAPersonOrACodeOfTheDoor() {
        try (FakeLuma luma = new FakeLuma()) {
            luma.calendar("secret-T0K3N", "cal-Pier");
            luma.event(
                    "evt-Pier1",
                    "cal-Pier",
                    Answers.guest(
                            "gst-1",
                            "\"user_name\": \"Ilse Römer\", \"user_email\": \"ilse@pier.test\", \"check_in_qr_code\":"
                                    + " \"https://luma.test/in?pk=g-door\", \"event_tickets\": [{\"id\": \"tkt-1\"}]"));
            LumaOptions.Builder builder = luma.options();
            LumaOptions options = builder.build();
            LumaConnector connector = LumaConnector.create(options);
            Credential key = Credential.apiKey("secret-T0K3N");
            Account calendar = connector.identify(key);
            AttendeePage page = connector.attendees(
                    new Grant(key, calendar), new RemoteRef(SubjectKind.EVENT, RemoteId.of("evt-Pier1")), Cursor.START);

            assertThat(page.attendees()).hasSize(1);
            for (Object shown : List.of(connector, builder, options, calendar, page)) {
                log.trace("type={} text=\"{}\"", shown.getClass().getName(), shown);
                assertThat(shown.toString()).doesNotContain("T0K3N", "Ilse", "ilse@", "Römer", "pk=g-door");
            }
        }
    }
}
