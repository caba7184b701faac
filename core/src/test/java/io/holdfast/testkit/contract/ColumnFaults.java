package io.holdfast.testkit.contract;

import io.holdfast.testkit.contract.PlantedFaultsTest.Fault;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Columns that keep something else than they were given, and the check that catches each. */
final class ColumnFaults {
    private static final String LINKS_ALIKE = "ids of links that look alike are several links";
    private static final String LINKS_LONG = "a link is found by texts of 512 characters, and keeps them";
    private static final String INTEGRATIONS_ALIKE =
            "ids, workspaces and accounts that look alike are several integrations";
    private static final String SECRETS_ALIKE = "names that look alike are several secret slots";
    private static final String SECRETS_WHOLE =
            "a secret slot keeps a text of every script, and one of 100,000 characters";
    private static final String ATTENDEES_ALIKE = "ids of attendees that look alike are several attendees";
    private static final String ATTENDEES_WHOLE = "an attendee keeps an id of 512 characters and a text of 100,000";

    private ColumnFaults() {}

    static List<Fault> all() {
        return Stream.of(links(), integrations(), vaults(), attendees())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> links() {
        return List.of(
                links("ignores case", LINKS_ALIKE, WrongColumns.Column.IGNORES_CASE),
                links("takes ASCII alone", LINKS_ALIKE, WrongColumns.Column.ASCII_ONLY),
                links("pads with spaces", LINKS_ALIKE, WrongColumns.Column.PADDED),
                links("is short", LINKS_LONG, WrongColumns.Column.TOO_SHORT),
                new Fault(
                        "links by the second",
                        "what is due is told apart to the nanosecond",
                        SyncLinkStoreContract.checks(() -> new WrongColumns.LinksByThe(ChronoUnit.SECONDS))),
                new Fault(
                        "links by the microsecond",
                        "when a link was decided is told apart to the nanosecond",
                        SyncLinkStoreContract.checks(() -> new WrongColumns.LinksByThe(ChronoUnit.MICROS))),
                new Fault(
                        "links are short",
                        "a link that remembers all it may is kept whole",
                        SyncLinkStoreContract.checks(WrongColumns.ShortLinks::new)),
                new Fault(
                        "records come after their links",
                        "nobody sees a move of a link without its record",
                        SyncLinkStoreContract.checks(WrongColumns.RecordAfterLink::new)));
    }

    private static Fault links(String what, String caughtBy, WrongColumns.Column column) {
        return new Fault(
                "a link's id " + what, caughtBy, SyncLinkStoreContract.checks(() -> new WrongColumns.Links(column)));
    }

    private static List<Fault> integrations() {
        return List.of(
                integrations("ignores case", INTEGRATIONS_ALIKE, WrongColumns.Column.IGNORES_CASE),
                integrations(
                        "takes ASCII alone",
                        "an integration is found by texts of every script, and keeps them",
                        WrongColumns.Column.ASCII_ONLY),
                integrations("pads with spaces", INTEGRATIONS_ALIKE, WrongColumns.Column.PADDED),
                integrations(
                        "is short",
                        "an integration is found by texts of 512 characters, and keeps them",
                        WrongColumns.Column.TOO_SHORT),
                new Fault(
                        "integrations by the second",
                        "integrations that are due are told apart to the nanosecond",
                        IntegrationStoreContract.checks(() -> new WrongColumns.IntegrationsByThe(ChronoUnit.SECONDS))),
                new Fault(
                        "integrations by the microsecond",
                        "when an integration was decided is told apart to the nanosecond",
                        IntegrationStoreContract.checks(() -> new WrongColumns.IntegrationsByThe(ChronoUnit.MICROS))));
    }

    private static Fault integrations(String what, String caughtBy, WrongColumns.Column column) {
        return new Fault(
                "an integration's id " + what,
                caughtBy,
                IntegrationStoreContract.checks(() -> new WrongColumns.Integrations(column)));
    }

    private static List<Fault> vaults() {
        return List.of(
                new Fault(
                        "a secret's name ignores case",
                        SECRETS_ALIKE,
                        CredentialVaultContract.checks(() -> new WrongColumns.Vault(WrongColumns.Column.IGNORES_CASE))),
                new Fault(
                        "a secret is ASCII alone",
                        SECRETS_WHOLE,
                        CredentialVaultContract.checks(() -> new WrongColumns.VaultOf(WrongColumns.Column.ASCII_ONLY))),
                new Fault(
                        "a secret is short",
                        SECRETS_WHOLE,
                        CredentialVaultContract.checks(() ->
                                new WrongColumns.VaultOf(text -> text.substring(0, Math.min(text.length(), 65_535))))));
    }

    private static List<Fault> attendees() {
        return List.of(
                attendees("ignores case", ATTENDEES_ALIKE, WrongColumns.Column.IGNORES_CASE),
                attendees("takes ASCII alone", ATTENDEES_ALIKE, WrongColumns.Column.ASCII_ONLY),
                attendees("pads with spaces", ATTENDEES_ALIKE, WrongColumns.Column.PADDED),
                attendees("is short", ATTENDEES_WHOLE, WrongColumns.Column.TOO_SHORT),
                new Fault(
                        "attendees changed by the second",
                        "changes of an attendee are told apart to the nanosecond",
                        AttendeeStoreContract.checks(() -> WrongColumns.Attendees.by(ChronoUnit.SECONDS))),
                new Fault(
                        "attendees changed by the microsecond",
                        "changes of an attendee are told apart to the nanosecond",
                        AttendeeStoreContract.checks(() -> WrongColumns.Attendees.by(ChronoUnit.MICROS))),
                new Fault(
                        "attendees in capitals",
                        "an attendee keeps texts of every script",
                        AttendeeStoreContract.checks(() -> new WrongColumns.Attendees(one -> one.toBuilder()
                                .company(one.company().map(text -> text.toUpperCase(Locale.ROOT)))
                                .build()))),
                new Fault(
                        "a fence that is looked at first",
                        "no page lands once another fencing token took over",
                        AttendeeStoreContract.checks(WrongColumns.LooksFirst::new)),
                new Fault(
                        "pages row by row",
                        "nobody sees half a page",
                        AttendeeStoreContract.checks(WrongColumns.RowByRow::new)));
    }

    private static Fault attendees(String what, String caughtBy, WrongColumns.Column column) {
        return new Fault(
                "an attendee's id " + what,
                caughtBy,
                AttendeeStoreContract.checks(() -> WrongColumns.Attendees.of(column)));
    }
}
