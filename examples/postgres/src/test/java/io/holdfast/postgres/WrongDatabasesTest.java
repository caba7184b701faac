package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.contract.AttendeeStoreContract;
import io.holdfast.testkit.contract.ContractCheck;
import io.holdfast.testkit.contract.CredentialVaultContract;
import io.holdfast.testkit.contract.IntegrationStoreContract;
import io.holdfast.testkit.contract.SyncLinkStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;

/** Databases that keep something else than they were given: each is caught by a check of the contracts. */
@Tag("proof")
@Tag("sample")
final class WrongDatabasesTest {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final String SECONDS = "new.%1$s := new.%1$s / 1000000000 * 1000000000;";
    private static final String MICROS = "new.%1$s := new.%1$s / 1000 * 1000;";
    private static final String ASCII =
            "new.%1$s := regexp_replace(new.%1$s::text, '[^\\x01-\\x7f]', '?', 'g')::jsonb;";
    private static final String SMALL = "new.%1$s := lower(new.%1$s);";
    private static final String PADDED = "new.%1$s := rtrim(new.%1$s);";
    private static final String SHORT = "new.%1$s := left(new.%1$s, 64);";
    private static final String LIMIT = "if length(new.%1$s::text) > 3000 then raise 'value too long'; end if;";
    private static final String LOST = "return null;";

    /** Statements that make a database keep something else than it is given. */
    private record Wrong(String name, List<String> statements) {
        /** A table whose rows are changed on their way in. */
        static Wrong of(String name, String table, String change, String column) {
            String body = change.formatted(column);
            return new Wrong(
                    name,
                    List.of(
                            "create function {wrong}() returns trigger language plpgsql as $$ begin " + body
                                    + " return new; end $$",
                            "create trigger wrong before insert or update on {" + table
                                    + "} for each row execute function {wrong}()"));
        }
    }

    private static final List<Wrong> ALL = List.of(
            Wrong.of("links due by the second", "link", SECONDS + "new.due_from := new.due;", "due"),
            Wrong.of("links due by the microsecond", "link", MICROS + "new.due_from := new.due;", "due"),
            Wrong.of("links decided by the second", "link", SECONDS, "decided"),
            Wrong.of("links decided by the microsecond", "link", MICROS, "decided"),
            Wrong.of("integrations due by the second", "integration", SECONDS, "due"),
            Wrong.of("integrations due by the microsecond", "integration", MICROS, "due"),
            Wrong.of("integrations decided by the second", "integration", SECONDS, "decided"),
            Wrong.of("integrations decided by the microsecond", "integration", MICROS, "decided"),
            Wrong.of("refusals by the second", "integration", SECONDS, "refused"),
            Wrong.of("changes of attendees by the second", "attendee", SECONDS, "changed"),
            Wrong.of("changes of attendees by the microsecond", "attendee", MICROS, "changed"),
            Wrong.of("links of ASCII", "link", ASCII, "link"),
            Wrong.of("histories of ASCII", "record", ASCII, "record"),
            Wrong.of("integrations of ASCII", "integration", ASCII, "integration"),
            Wrong.of("attendees of ASCII", "attendee", ASCII, "record"),
            Wrong.of("ids of links in small letters", "link", SMALL, "id"),
            Wrong.of("workspaces in small letters", "link", SMALL, "workspace"),
            Wrong.of("ids of integrations in small letters", "integration", SMALL, "id"),
            Wrong.of("ids of attendees in small letters", "attendee", SMALL, "id"),
            Wrong.of("names of secrets in small letters", "secret", SMALL, "ref"),
            Wrong.of("short ids of links", "link", SHORT, "id"),
            Wrong.of("short ids of integrations", "integration", SHORT, "id"),
            Wrong.of("short ids of attendees", "attendee", SHORT, "id"),
            Wrong.of("short names of secrets", "secret", SHORT, "ref"),
            Wrong.of("short links", "link", LIMIT, "link"),
            Wrong.of("short integrations", "integration", LIMIT, "integration"),
            Wrong.of("short attendees", "attendee", LIMIT, "record"),
            Wrong.of("short secrets", "secret", LIMIT, "sealed"),
            Wrong.of("no history", "record", LOST, ""),
            Wrong.of("no secrets", "secret", LOST, ""),
            Wrong.of("no erased persons", "erased", LOST, ""),
            Wrong.of("no fences", "attendee_list", "new.fence := 0;", ""),
            Wrong.of("no stamps", "attendee", "new.stamp := 0;", ""),
            Wrong.of("no marks of absence", "attendee", "new.absent_by := null;", ""),
            Wrong.of("no routes", "integration", "new.route := null;", ""),
            Wrong.of("no connections", "link", "new.connection := 0;", ""),
            Wrong.of("ids of links without spaces at their ends", "link", PADDED, "id"),
            Wrong.of("ids of attendees without spaces at their ends", "attendee", PADDED, "id"),
            Wrong.of("no versions", "link", "new.version := 1;", ""),
            new Wrong(
                    "histories that outlive their links",
                    List.of("alter table {record} drop constraint PREFIXrecord_link_fkey")),
            new Wrong(
                    "links with an id that is not unique",
                    List.of("alter table {link} drop constraint PREFIXlink_pkey cascade")),
            new Wrong(
                    "narrow workspaces of integrations",
                    List.of("alter table {integration} alter column workspace type varchar(255)")),
            new Wrong("narrow names of secrets", List.of("alter table {secret} alter column ref type varchar(255)")));

    @Test
    void atLeastTwentyAreCaughtAndTheRestIsNamed() throws IOException {
        int kept = checks(Server.storage()).size();
        List<String> missed = new ArrayList<>();
        if (checks(Server.storage(new NoTransactions())).stream().noneMatch(WrongDatabasesTest::isBroken)) {
            missed.add("no transactions");
        }
        for (Wrong wrong : WHOLE ? ALL : ALL.subList(0, 2)) {
            if (!isCaught(wrong)) {
                missed.add(wrong.name());
            }
        }
        if (WHOLE) {
            int wrong = ALL.size() + 1;
            int caught = wrong - missed.size();
            assertThat(caught).as("caught; missed are " + missed).isGreaterThanOrEqualTo(20);
            Files.writeString(
                    Files.createDirectories(Path.of("target", "evidence")).resolve("postgres-contract.txt"),
                    "postgres-contract: %d checks kept on PostgreSQL, wrong databases caught %d of %d%n"
                            .formatted(kept, caught, wrong));
        }
    }

    private static boolean isCaught(Wrong wrong) {
        PostgresStorage storage = Server.storage();
        String prefix = storage.database().tables().prefix();
        for (String statement : wrong.statements()) {
            storage.database().sql(statement.replace("PREFIX", prefix)).update();
        }
        return checks(storage).stream().anyMatch(WrongDatabasesTest::isBroken);
    }

    private static boolean isBroken(ContractCheck check) {
        try {
            check.run();
            return false;
        } catch (AssertionError broken) {
            return true;
        }
    }

    private static List<ContractCheck> checks(PostgresStorage storage) {
        return Stream.of(
                        SyncLinkStoreContract.checks(() -> empty(storage).links()),
                        IntegrationStoreContract.checks(() -> empty(storage).integrations()),
                        CredentialVaultContract.checks(() -> empty(storage).vault()),
                        AttendeeStoreContract.checks(
                                () -> (PostgresAttendeeStore) empty(storage).attendees(), PostgresAttendeeStore::erase))
                .flatMap(List::stream)
                .toList();
    }

    private static PostgresStorage empty(PostgresStorage storage) {
        Server.empty(storage);
        return storage;
    }

    /** Each statement stands for itself. */
    private static final class NoTransactions implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {}

        @Override
        public void rollback(TransactionStatus status) {}
    }
}
