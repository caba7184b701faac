package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.model.Suspicion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an integration becomes when its provider refuses it: asked again, or severed. Pure. */
record RefusalTransitions(IntegrationTransitions integrations, VerdictRules verdicts) {
    /** One more refusal. An empty slot and a refusal don't add up: the other kind begins anew. */
    Integration refused(Integration stored, Refusal refusal, Instant now) {
        Suspicion before = IntegrationTransitions.open(stored, now);
        Optional<Instant> alike = before.refusedAt().filter(at -> before.slotEmpty() == refusal.isOfAnEmptySlot());
        Suspicion counted = before.toBuilder()
                .beingAsked(false)
                .unanswered(0)
                .refusedAt(alike.orElse(now))
                .refusals(alike.isPresent() ? before.refusals() + 1 : 1)
                .slotEmpty(refusal.isOfAnEmptySlot())
                .build();
        return ruled(IntegrationTransitions.suspected(stored, counted), refusal, now);
    }

    /** What its latest refusal comes to, with what is known of other accounts by now; nothing is severed while somebody holds the refresh. */
    Integration ruled(Integration counted, Refusal refusal, Instant now) {
        Ruling ruling = verdicts.rule(counted, refusal, now);
        boolean severs = ruling.kind() == Ruling.Kind.SEVER;
        if (severs && refusal.heldUntil().isEmpty()) {
            return integrations.severed(counted, refusal.cause(), now);
        }
        Instant next = severs ? now : ruling.askAt();
        Suspicion suspicion = counted.bookkeeping().suspicion().orElseThrow();
        return IntegrationTransitions.suspected(
                counted,
                suspicion.toBuilder()
                        .askAt(refusal.heldUntil().filter(next::isBefore).orElse(next))
                        .troubleSeenAt(ruling.troubleSeenAt())
                        .build());
    }

    /** Whether nothing but a witness is missing to sever it. */
    boolean lacksWitness(Integration counted, Refusal refusal, Instant now) {
        return counted.refusedSince().isPresent()
                && verdicts.rule(counted, refusal, now).kind() == Ruling.Kind.ASK_OTHERS;
    }

    /** Those that are refused in the same trouble as one that sees it, and don't know. */
    List<Integration> unawareOfTrouble(Integration one, OtherAccounts others) {
        OtherAccounts all = others.and(List.of(one));
        return seesTrouble(one, all)
                ? others.refused().stream()
                        .filter(other -> !other.id().equals(one.id()))
                        .filter(other -> knowsNoTrouble(other) && seesTrouble(other, all))
                        .toList()
                : List.of();
    }

    private boolean seesTrouble(Integration refused, OtherAccounts others) {
        return refused.refusedSince().isPresent() && others.areInTroubleWith(refused, verdicts.policy());
    }

    /** Whether it is refused and was not seen in a trouble of its provider yet. */
    static boolean knowsNoTrouble(Integration stored) {
        return stored.isConnected()
                && stored.bookkeeping()
                        .suspicion()
                        .filter(suspicion -> suspicion.refusedAt().isPresent()
                                && suspicion.troubleSeenAt().isEmpty())
                        .isPresent();
    }

    /** What another account saw. */
    static Integration inTrouble(Integration stored, Instant seenAt) {
        Suspicion suspicion = stored.bookkeeping().suspicion().orElseThrow();
        return IntegrationTransitions.suspected(
                stored, suspicion.toBuilder().troubleSeenAt(seenAt).build());
    }
}
