package io.holdfast.engine.credential;

import static io.holdfast.engine.credential.RefusedAccounts.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of every verdict, whatever the other accounts are like. */
final class VerdictLaws {
    private static final CredentialPolicy POLICY = CredentialPolicy.builder().build();
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final VerdictRules RULES = new VerdictRules(POLICY, SKEW);

    /** An account at one moment: when it was refused first, how often, at which minute that is asked about, and the others. */
    record Case(int refusals, int minute, Severance.Cause cause, List<Integration> refused, List<Integration> proven) {
        Integration one() {
            return RefusedAccounts.refused("a", 0, refusals);
        }

        OtherAccounts others() {
            return new OtherAccounts(refused, proven);
        }

        Ruling ruling() {
            return RULES.rule(one(), refusal(cause, others()), now());
        }

        boolean severs() {
            return ruling().kind() == Ruling.Kind.SEVER;
        }

        Instant now() {
            return RefusedAccounts.minute(minute);
        }

        boolean isAtLast() {
            return minute >= POLICY.atLast().toMinutes();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<String> accounts = Arbitraries.of("a", "b", "c", "d", "e", "f");
        Arbitrary<String> workspaces = Arbitraries.of("one", "two");
        Arbitrary<Integration> refused = Combinators.combine(
                        accounts, Arbitraries.integers().between(-90, 90), workspaces)
                .as((account, minute, workspace) ->
                        inWorkspace(workspace, RefusedAccounts.refused(account, minute, 2)));
        Arbitrary<Integration> proven = Combinators.combine(
                        accounts, Arbitraries.integers().between(-90, 90), workspaces)
                .as((account, minute, workspace) -> inWorkspace(workspace, RefusedAccounts.proven(account, minute)));
        return Combinators.combine(
                        Arbitraries.integers().between(1, 110),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.integers().between(0, 100)),
                                Tuple.of(1, Arbitraries.integers().between(1_400, 1_600))),
                        Arbitraries.of(
                                Severance.Cause.REFUSED,
                                Severance.Cause.FORBIDDEN,
                                Severance.Cause.SECRET_MISSING,
                                Severance.Cause.EXPIRED,
                                Severance.Cause.TOKEN_LOST),
                        refused.list().ofMaxSize(5),
                        proven.list().ofMaxSize(5))
                .as(Case::new);
    }

    @Property
    void nothingIsSeveredBeforeItsQuestionsWereRefused(@ForAll("cases") Case one) {
        boolean ofItsOwnEnd = one.cause() == Severance.Cause.EXPIRED || one.cause() == Severance.Cause.TOKEN_LOST;

        if (one.severs()) {
            assertThat(one.refusals()).isGreaterThanOrEqualTo(ofItsOwnEnd ? 2 : 4);
            assertThat(one.minute()).isGreaterThanOrEqualTo(ofItsOwnEnd ? 1 : 21);
        }
    }

    @Property
    void nothingIsSeveredInATroubleBeforeTheEnd(@ForAll("cases") Case one) {
        if (one.severs() && one.others().areInTroubleWith(one.one(), POLICY)) {
            assertThat(one.isAtLast()).isTrue();
        }
    }

    @Property
    void ofThreeAccountsOrMoreOneIsSeveredByAWitnessByItsOwnEndOrAtLast(@ForAll("cases") Case one) {
        boolean ofItsOwnEnd = one.cause() == Severance.Cause.EXPIRED || one.cause() == Severance.Cause.TOKEN_LOST;

        if (one.severs() && !ofItsOwnEnd && one.others().accountsWith(one.one()) >= 3 && !one.isAtLast()) {
            assertThat(one.proven())
                    .as("accounts that were proven after minute 5")
                    .anyMatch(other -> !other.account().id().equals("a")
                            && other.bookkeeping().provenAt().isAfter(minute(5)));
        }
    }

    @Property
    void oneMoreThatIsRefusedSeversNobody(@ForAll("cases") Case one, @ForAll("cases") Case another) {
        Case with = new Case(
                one.refusals(),
                one.minute(),
                one.cause(),
                one.others().and(another.refused()).refused(),
                one.proven());

        if (with.severs()) {
            assertThat(one.severs()).isTrue();
        }
    }

    @Property
    void whatIsNotDecidedIsAskedAgainWithinTheLongestWait(@ForAll("cases") Case one) {
        Ruling ruling = one.ruling();

        assertThat(ruling.askAt())
                .isAfter(one.now())
                .isBeforeOrEqualTo(one.now().plus(POLICY.longestWait()));
    }
}
