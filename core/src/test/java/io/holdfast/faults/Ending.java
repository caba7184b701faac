package io.holdfast.faults;

import io.holdfast.model.Integration;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a host finds once an act has settled, without what may differ from telling to telling: ids and instants.
 *
 * @param stored links, attendees and integrations
 * @param heard what its listener was told last
 * @param secretsLeft secrets that lie where no integration names them as its credential, or as kept of one
 * @param tokenLost whether an integration or a link says that its token was lost
 */
record Ending(String stored, String heard, long secretsLeft, boolean tokenLost) {
    static Ending of(Stage stage) {
        String links = stage.links().stream()
                .map(link -> link(stage, link))
                .sorted()
                .toList()
                .toString();
        String accounts =
                stage.accounts().stream().map(Ending::account).sorted().toList().toString();
        return new Ending(
                links + " " + accounts,
                stage.heard.known(),
                stage.vault.filled().stream()
                        .filter(slot -> stage.accounts().stream().noneMatch(one -> names(one, slot)))
                        .count(),
                isLost(stage));
    }

    private static boolean names(Integration account, SecretRef slot) {
        return account.bookkeeping().credential().equals(Optional.of(slot))
                || account.bookkeeping()
                        .keptSecret()
                        .filter(kept -> kept.names(slot))
                        .isPresent();
    }

    private static boolean isLost(Stage stage) {
        return !stage.accounts().isEmpty()
                && stage.accounts().stream()
                        .allMatch(one ->
                                one.severance().map(Severance::cause).equals(Optional.of(Severance.Cause.TOKEN_LOST)))
                && stage.links().stream().allMatch(link -> link.status() == SyncStatus.DISCONNECTED);
    }

    private static String link(Stage stage, SyncLink link) {
        List<String> guests = stage.attendees.attendees(link.id()).stream()
                .map(guest -> guest.id().value() + " " + guest.company().orElse("") + " " + guest.attendance())
                .sorted()
                .toList();
        return link.phase() + " of connection " + link.binding().connection()
                + " working " + link.run().filter(SyncRun::isWorking).isPresent()
                + " missing "
                + link.bookkeeping()
                        .absences()
                        .remembered()
                        .map(since -> since.missing())
                        .orElse(0L)
                + " " + guests;
    }

    private static String account(Integration one) {
        return one.account().id() + " " + one.status() + " connection " + one.connection() + " "
                + one.severance().map(Severance::cause)
                + Stream.of(
                                one.bookkeeping().claim(),
                                one.bookkeeping().suspicion(),
                                one.bookkeeping().fanOut(),
                                one.bookkeeping().awaitedSecrets(),
                                one.bookkeeping().orphanedSecrets())
                        .map(Optional::isPresent)
                        .toList();
    }
}
