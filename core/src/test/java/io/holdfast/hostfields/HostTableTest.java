package io.holdfast.hostfields;

import io.holdfast.model.SyncSubject;
import io.holdfast.port.AttendeeStore;
import io.holdfast.testkit.contract.AttendeeStoreContract;
import io.holdfast.testkit.contract.ContractCheck;
import io.holdfast.testkit.contract.HostRowsContract;
import java.util.List;
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

    static List<ContractCheck> rows(Supplier<? extends HostTable> fresh) {
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
