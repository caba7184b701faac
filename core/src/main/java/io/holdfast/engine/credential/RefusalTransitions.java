package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.model.Suspicion;
import java.time.Instant;
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
}
