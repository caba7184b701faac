package io.holdfast.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Implementations that are wrong in one place each: the checks catch every one, by the claim that it breaks; every day all but the queues,
 * whose checks wait for threads. Connectors have a test of their own.
 */
@Tag("proof")
@Tag("sample")
final class PlantedFaultsTest {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static int planted;
    private static int caught;

    /** A fault: who has it, the check that must catch it, and all checks run against it. */
    record Fault(String name, String caughtBy, List<ContractCheck> checks) {}

    @AfterAll
    static void tell() throws IOException {
        if (!WHOLE) {
            return;
        }
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("planted-faults.txt"),
                "planted-faults: " + planted + " planted, " + caught + " caught\n");
    }

    @TestFactory
    Stream<DynamicTest> theFaultIsCaught() {
        return Stream.of(
                        links(),
                        integrations(),
                        vaults(),
                        attendees(),
                        atMany(),
                        ColumnFaults.all(),
                        WHOLE ? queues() : List.<Fault>of(),
                        listeners())
                .flatMap(List::stream)
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> isCaught(fault)));
    }

    private static void isCaught(Fault fault) {
        planted++;
        List<String> broken = fault.checks().stream()
                .filter(check -> check.name().equals(fault.caughtBy()))
                .filter(PlantedFaultsTest::fails)
                .map(ContractCheck::name)
                .toList();
        assertThat(broken).containsExactly(fault.caughtBy());
        caught++;
    }

    private static boolean fails(ContractCheck check) {
        try {
            check.run();
            return false;
        } catch (AssertionError broken) {
            assertThat(broken).hasMessageStartingWith(check.name()).hasMessageContaining("expected");
            return true;
        }
    }

    private static List<Fault> links() {
        List<Fault> faults = new ArrayList<>();
        faults.add(new Fault(
                "LosesUpdates",
                "a stale move writes neither link nor record",
                SyncLinkStoreContract.checks(WrongLinks.LosesUpdates::new)));
        faults.add(new Fault(
                "RecordWithoutLink",
                "a stale move writes neither link nor record",
                SyncLinkStoreContract.checks(WrongLinks.RecordWithoutLink::new)));
        faults.add(new Fault(
                "CreatesTwice",
                "a second link of the same key is answered with the first",
                SyncLinkStoreContract.checks(WrongLinks.CreatesTwice::new)));
        faults.add(new Fault(
                "ForgetsTheSubject",
                "another subject or workspace has a link of its own",
                SyncLinkStoreContract.checks(WrongLinks.ForgetsTheSubject::new)));
        faults.add(new Fault(
                "DueBoundaryExclusive",
                "what is due exactly now is due, and nothing later",
                SyncLinkStoreContract.checks(WrongLinks.DueBoundaryExclusive::new)));
        faults.add(new Fault(
                "DropsTiedRows",
                "what is due comes by due and id, page by page",
                SyncLinkStoreContract.checks(WrongLinks.DropsTiedRows::new)));
        faults.add(new Fault(
                "NeverSaysWhenDecided",
                "what was decided after an instant comes latest first, so many at most",
                SyncLinkStoreContract.checks(WrongLinks.NeverSaysWhenDecided::new)));
        faults.add(new Fault(
                "EarliestDecidedFirst",
                "what was decided after an instant comes latest first, so many at most",
                SyncLinkStoreContract.checks(WrongLinks.EarliestDecidedFirst::new)));
        faults.add(new Fault(
                "CursorNeverEnds",
                "history is newest first, page by page",
                SyncLinkStoreContract.checks(WrongLinks.CursorNeverEnds::new)));
        faults.add(new Fault(
                "HistoryOldestFirst",
                "history is newest first, page by page",
                SyncLinkStoreContract.checks(WrongLinks.HistoryOldestFirst::new)));
        faults.add(new Fault(
                "SeversLaterConnections",
                "links of a later connection, or of another integration, are left out",
                SyncLinkStoreContract.checks(WrongLinks.SeversLaterConnections::new)));
        faults.add(new Fault(
                "TakesEventsForChannels",
                "the links of an event of an integration come by id, page by page, and no others",
                SyncLinkStoreContract.checks(WrongLinks.TakesEventsForChannels::new)));
        faults.add(new Fault(
                "ForgetsThatLinksMove",
                "where the links of an event are bound follows each move",
                SyncLinkStoreContract.checks(WrongLinks.ForgetsThatLinksMove::new)));
        faults.add(new Fault(
                "MixesKinds",
                "the channels of an integration come by id, page by page, without its events",
                SyncLinkStoreContract.checks(WrongLinks.MixesKinds::new)));
        faults.add(new Fault(
                "MixesWorkspaces",
                "a workspace lists its own links, by id, page by page",
                SyncLinkStoreContract.checks(WrongLinks.MixesWorkspaces::new)));
        faults.add(new Fault(
                "RemovesHalf",
                "a removed link is gone with its history, and takes no move",
                SyncLinkStoreContract.checks(WrongLinks.RemovesHalf::new)));
        return faults;
    }

    private static List<Fault> integrations() {
        return List.of(
                new Fault(
                        "OverwritesBlindly",
                        "a stale version, or one that skips another, writes nothing",
                        IntegrationStoreContract.checks(WrongIntegrations.OverwritesBlindly::new)),
                new Fault(
                        "ForgetsTheProvider",
                        "another account, provider or workspace is another integration",
                        IntegrationStoreContract.checks(WrongIntegrations.ForgetsTheProvider::new)),
                new Fault(
                        "KeepsRetiredRoutes",
                        "an integration is found by the address of its deliveries, and by no other",
                        IntegrationStoreContract.checks(WrongIntegrations.KeepsRetiredRoutes::new)),
                new Fault(
                        "ForgetsToIndex",
                        "an integration is due exactly when it says so, and no more once it is moved",
                        IntegrationStoreContract.checks(WrongIntegrations.ForgetsToIndex::new)),
                new Fault(
                        "NeverSaysWhenDecided",
                        "what was decided after an instant comes latest first, so many at most",
                        IntegrationStoreContract.checks(WrongIntegrations.NeverSaysWhenDecided::new)),
                new Fault(
                        "RemovesBlindly",
                        "an integration is removed by its stored version alone, and takes no write then",
                        IntegrationStoreContract.checks(WrongIntegrations.RemovesBlindly::new)),
                new Fault(
                        "ForgetsWhoseAccountsTheyAre",
                        "another provider's accounts, and severed ones, are not among them",
                        IntegrationStoreContract.checks(WrongIntegrations.ForgetsWhoseAccountsTheyAre::new)),
                new Fault(
                        "ListsRefusalsBackwards",
                        "accounts of a provider that are refused come by their first refusal, from an instant on, a few at most",
                        IntegrationStoreContract.checks(WrongIntegrations.ListsRefusalsBackwards::new)),
                new Fault(
                        "ForgetsWhatWasProvenSince",
                        "what is known of an account follows its latest version",
                        IntegrationStoreContract.checks(WrongIntegrations.ForgetsWhatWasProvenSince::new)));
    }

    private static List<Fault> vaults() {
        return List.of(
                new Fault(
                        "OverwritesSecretSlot",
                        "another text is refused, and the first stays",
                        CredentialVaultContract.checks(WrongVault.OverwritesSecretSlot::new)),
                new Fault(
                        "TellsTheSecret",
                        "a refusal does not tell either text",
                        CredentialVaultContract.checks(WrongVault.TellsTheSecret::new)));
    }

    private static List<Fault> atMany() {
        String eachByItsOwn = "of many moves each is taken by its own version, with its record";
        return List.of(
                new Fault(
                        "TakesAllOrNone", eachByItsOwn, SyncLinkStoreContract.checks(WrongAtMany.TakesAllOrNone::new)),
                new Fault(
                        "SaysThatAllWereTaken",
                        eachByItsOwn,
                        SyncLinkStoreContract.checks(WrongAtMany.SaysThatAllWereTaken::new)),
                new Fault(
                        "ForgetsTheRecords",
                        eachByItsOwn,
                        SyncLinkStoreContract.checks(WrongAtMany.ForgetsTheRecords::new)),
                new Fault(
                        "TakesOneOfTwo",
                        "many moves of which two are of one link are refused, and none is taken",
                        SyncLinkStoreContract.checks(WrongAtMany.TakesOneOfTwo::new)),
                new Fault(
                        "TakesAHundred",
                        "five hundred links move at once",
                        SyncLinkStoreContract.checks(WrongAtMany.TakesAHundred::new)),
                new Fault(
                        "RemovesTheFirst",
                        "many links are removed with their histories, and no other is",
                        SyncLinkStoreContract.checks(WrongAtMany.RemovesTheFirst::new)),
                new Fault(
                        "RaisesAllOrNone",
                        "fences of several links rise at once, each by itself",
                        AttendeeStoreContract.checks(WrongAtMany.RaisesAllOrNone::new)),
                new Fault(
                        "MeetsNobody",
                        "of several links at once each meets the rows of its own key",
                        AttendeeStoreContract.checks(WrongAtMany.MeetsNobody::new)));
    }

    private static List<Fault> attendees() {
        return List.of(
                new Fault(
                        "LeaseWithoutFence",
                        "a fencing token below the highest ever seen writes nothing",
                        AttendeeStoreContract.checks(WrongAttendees.LeaseWithoutFence::new)),
                new Fault(
                        "OlderOverwritesNewer",
                        "an earlier change never replaces a later one",
                        AttendeeStoreContract.checks(WrongAttendees.OlderOverwritesNewer::new)),
                new Fault(
                        "NeverTakesOver",
                        "a full scan with a settled fence takes over what is older",
                        AttendeeStoreContract.checks(WrongAttendees.NeverTakesOver::new)),
                new Fault(
                        "TakesOverAll",
                        "what was changed after the settled fence stays",
                        AttendeeStoreContract.checks(WrongAttendees.TakesOverAll::new)),
                new Fault(
                        "TakesOverWithinAScan",
                        "within a full scan that takes over, newer wins",
                        AttendeeStoreContract.checks(WrongAttendees.TakesOverWithinAScan::new)),
                new Fault(
                        "ForgetsWhichClaimRead",
                        "a later claim's first page is a later read",
                        AttendeeStoreContract.checks(WrongAttendees.ForgetsWhichClaimRead::new)),
                new Fault(
                        "AbsentForEver",
                        "any sighting lifts a mark, even with the old change time",
                        AttendeeStoreContract.checks(WrongAttendees.AbsentForEver::new)),
                new Fault(
                        "MarksThoseSeen",
                        "only those still unseen are marked as absent",
                        AttendeeStoreContract.checks(WrongAttendees.MarksThoseSeen::new)),
                new Fault(
                        "MarksOnce",
                        "a mark that the same fencing token repeats is answered as before",
                        AttendeeStoreContract.checks(WrongAttendees.MarksOnce::new)),
                new Fault(
                        "IgnoresSightings",
                        "a sighting without a row stamps, and the record stays",
                        AttendeeStoreContract.checks(WrongAttendees.IgnoresSightings::new)),
                new Fault(
                        "AddsWhomItSights",
                        "a sighting of somebody unknown adds nobody",
                        AttendeeStoreContract.checks(WrongAttendees.AddsWhomItSights::new)),
                new Fault(
                        "NeverTellsWhoIsBack",
                        "a sighting without a row lifts a mark, and is told once",
                        AttendeeStoreContract.checks(WrongAttendees.NeverTellsWhoIsBack::new)),
                new Fault(
                        "CountsBelowTheRange",
                        "those seen last within a range are counted",
                        AttendeeStoreContract.checks(WrongAttendees.CountsBelowTheRange::new)),
                new Fault(
                        "ListsBelowTheRange",
                        "those seen last within a range are listed",
                        AttendeeStoreContract.checks(WrongAttendees.ListsBelowTheRange::new)),
                new Fault(
                        "MarksBelowTheRange",
                        "only those seen last within a range are marked",
                        AttendeeStoreContract.checks(WrongAttendees.MarksBelowTheRange::new)),
                new Fault(
                        "ForgetsTheProfile",
                        "attendees are read back as they were written, by id and page by page",
                        AttendeeStoreContract.checks(WrongAttendeeQueries.ForgetsTheProfile::new)),
                new Fault(
                        "CountsTicketsOfThoseWhoLeft",
                        "attendees are counted as they are read back",
                        AttendeeStoreContract.checks(WrongAttendeeQueries.CountsTicketsOfThoseWhoLeft::new)),
                new Fault(
                        "CountsOneAtLeast",
                        "attendees of a link that the store was not told of are none",
                        AttendeeStoreContract.checks(WrongAttendeeQueries.CountsOneAtLeast::new)),
                new Fault(
                        "ForgetsHowItWas",
                        "whoever was there before says how: attending or not",
                        AttendeeStoreContract.checks(WrongAttendees.ForgetsHowItWas::new)),
                new Fault(
                        "WritesAfterTheLast",
                        "a removed link writes nothing more",
                        AttendeeStoreContract.checks(WrongAttendees.WritesAfterTheLast::new)),
                new Fault(
                        "KeyedByLink",
                        "who is imported again stands there once",
                        AttendeeStoreContract.checks(WrongAttendees.KeyedByLink::new)),
                new Fault(
                        "KeyedByEvent",
                        "rows that are met again were read and seen before the link that meets them",
                        AttendeeStoreContract.checks(WrongAttendees.KeyedByEvent::new)),
                new Fault(
                        "RevivesTheAbsent",
                        "who was absent when a link was removed is met again as absent",
                        AttendeeStoreContract.checks(WrongAttendees.RevivesTheAbsent::new)),
                new Fault(
                        "MixesKeys",
                        "a link of another key meets nobody",
                        AttendeeStoreContract.checks(WrongAttendees.MixesKeys::new)),
                new Fault(
                        "ErasesOnce",
                        "an erased person is withheld, however often it comes",
                        AttendeeStoreContract.checks(WrongErasures.ErasesOnce::new, WrongErasures::erase)),
                new Fault(
                        "HidesErased",
                        "an erased person is neither counted, listed, marked nor sighted",
                        AttendeeStoreContract.checks(WrongErasures.HidesErased::new, WrongErasures::erase)),
                new Fault(
                        "ReadsErasedBack",
                        "an erased person is not read back",
                        AttendeeStoreContract.checks(WrongErasures.ReadsErasedBack::new, WrongErasures::erase)),
                new Fault(
                        "ErasesRowsOnly",
                        "a person who was erased before it came is withheld",
                        AttendeeStoreContract.checks(WrongErasures.ErasesRowsOnly::new, WrongErasures::erase)),
                new Fault(
                        "ForgetsWithTheLink",
                        "an erased person is withheld from the next link of the key",
                        AttendeeStoreContract.checks(WrongErasures.ForgetsWithTheLink::new, WrongErasures::erase)),
                new Fault(
                        "ErasesEverywhere",
                        "who has the same id elsewhere is not erased",
                        AttendeeStoreContract.checks(WrongErasures.ErasesEverywhere::new, WrongErasures::erase)),
                new Fault(
                        "UnseenNeverEnds",
                        "those unseen come by id, page by page",
                        AttendeeStoreContract.checks(WrongAttendees.UnseenNeverEnds::new)));
    }

    private static List<Fault> queues() {
        return List.of(
                new Fault(
                        "WorksBeforeDue",
                        "nothing is worked before it is due",
                        RunQueueContract.checks(WrongQueue.WorksBeforeDue::new, 2)),
                new Fault(
                        "GivesNoGrace",
                        "work that is on may go on for the grace",
                        RunQueueContract.checks(WrongQueue.GivesNoGrace::new, 2)),
                new Fault(
                        "NeverInterrupts",
                        "stopping ends the work, and interrupts what is left after the grace",
                        RunQueueContract.checks(WrongQueue.NeverInterrupts::new, 2)),
                new Fault(
                        "MixesLinks",
                        "every ticket that is due is worked",
                        RunQueueContract.checks(WrongQueue.MixesLinks::new, 2)),
                new Fault(
                        "DropsWhatComesBack",
                        "the ticket that a worker returns is worked next",
                        RunQueueContract.checks(WrongQueue.DropsWhatComesBack::new, 2)),
                new Fault(
                        "HurriesWhatComesBack",
                        "the ticket that a worker returns waits until it is due",
                        RunQueueContract.checks(WrongQueue.HurriesWhatComesBack::new, 2)),
                new Fault(
                        "GivesUp",
                        "work that throws keeps no other link from a worker",
                        RunQueueContract.checks(WrongQueue.GivesUp::new, 2)),
                new Fault(
                        "NeverStops",
                        "a stopped queue takes nothing and begins nothing",
                        RunQueueContract.checks(WrongQueue.NeverStops::new, 2)));
    }

    private static List<Fault> listeners() {
        return List.of(
                new Fault(
                        "NeedsABefore",
                        "it stands a birth, which has nothing before it",
                        SyncListenerContract.checks(WrongListener.NeedsABefore::new)),
                new Fault(
                        "ThrowsOnChangedBack",
                        "it stands an event that changes itself, of a link whose birth it was not told",
                        SyncListenerContract.checks(WrongListener.ThrowsOnChangedBack::new)),
                new Fault(
                        "NeedsToMissNothing",
                        "it stands being told that it missed something",
                        SyncListenerContract.checks(WrongListener.NeedsToMissNothing::new)),
                new Fault(
                        "ThrowsOnRepeats",
                        "it stands the same notice twice",
                        SyncListenerContract.checks(WrongListener.ThrowsOnRepeats::new)));
    }
}
