package io.holdfast.hostfields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.SyncSubject;
import io.holdfast.port.AttendeeStore;
import io.holdfast.testkit.contract.AttendeeStoreContract;
import io.holdfast.testkit.contract.ContractCheck;
import io.holdfast.testkit.contract.HostRowsContract;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The host's own guest table keeps what every store of attendees promises, and what is promised of the host's own rows. */
final class HostTableTest {
    @TestFactory
    Stream<DynamicTest> everyPromise() {
        return Stream.concat(
                        AttendeeStoreContract.checks(HostTable::new, HostTable::erase).stream(),
                        rows(HostTable::new).stream())
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }

    /** Each promise of the host's own rows is broken by a table that is wrong in one place. */
    @TestFactory
    Stream<DynamicTest> aWrongTableIsCaught() {
        return Stream.of(
                caught("matches nobody", "a row that is matched is updated where the mode says so"),
                caught(
                        "updates the host's own rows in either mode",
                        "a row that is matched stays where the mode says so, later changes included"),
                caught(
                        "lets no row follow where own rows are kept",
                        "a row that came from the provider follows it in either mode"),
                caught(
                        "asks for the mode at the first arrival alone",
                        "another mode holds from the next time that an attendee arrives"),
                caught(
                        "stops following where own rows are kept",
                        "a row that once followed the provider goes on following it"));
    }

    private static DynamicTest caught(String table, String promise) {
        return DynamicTest.dynamicTest(table, () -> {
            List<ContractCheck> broken = rows(
                            Objects.requireNonNull(WrongHosts.tables().get(table)))
                    .stream()
                    .filter(check -> check.name().equals(promise))
                    .toList();

            assertThat(broken)
                    .singleElement()
                    .satisfies(check -> assertThatThrownBy(check::run).isInstanceOf(AssertionError.class));
        });
    }

    private static List<ContractCheck> rows(Supplier<? extends HostTable> fresh) {
        return HostRowsContract.checks(() -> new Guests(fresh.get()));
    }

    private record Guests(HostTable table) implements HostRowsContract.Guests {
        @Override
        public AttendeeStore store() {
            return table;
        }

        @Override
        public void enter(SyncSubject event, String email, String company) {
            table.enter(event, email, company);
        }

        @Override
        public List<String> companies(SyncSubject event, String email) {
            return table.guests(event).stream()
                    .filter(guest -> guest.email.equals(email))
                    .map(guest -> guest.company)
                    .toList();
        }
    }
}
