package io.holdfast.codec;

import static io.holdfast.codec.StoredCodecs.*;

import io.holdfast.model.Account;
import io.holdfast.model.AwaitedSecrets;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.RouteCatchUp;
import io.holdfast.model.RouteId;
import io.holdfast.model.Severance;
import io.holdfast.model.StandingSubscription;
import io.holdfast.model.Suspicion;
import io.holdfast.model.Verification;
import io.holdfast.model.WebhookRoute;
import java.time.Duration;

/** The stored text of an integration. Each name is frozen: it is never taken away, and never given another meaning. */
final class IntegrationCodecs {
    private static final Codec<Account> ACCOUNT =
            TupleCodec.of(field("id", TEXT, Account::id), field("label", TEXT, Account::label), Account::new);

    private static final Codec<Severance> SEVERANCE = TupleCodec.of(
            field("cause", word(Severance.Cause.class), Severance::cause),
            field("at", INSTANT, Severance::at),
            Severance::new);

    private static final Codec<RefreshClaim> REFRESH_CLAIM = ObjectCodec.of(
                    RefreshClaim::builder, RefreshClaim.Builder::build)
            .with("lease", LEASE, RefreshClaim::lease, RefreshClaim.Builder::lease)
            .with("next", SECRET, RefreshClaim::next, RefreshClaim.Builder::next)
            .with("takenOver", FLAG, RefreshClaim::takenOver, RefreshClaim.Builder::takenOver)
            .with("refusedAt", optional(INSTANT), RefreshClaim::refusedAt, RefreshClaim.Builder::refusedAt);

    private static final Codec<RefreshFailure> REFRESH_FAILURE = TupleCodec.of(
            field("kind", word(RefreshFailure.Kind.class), RefreshFailure::kind),
            field("since", INSTANT, RefreshFailure::since),
            field("failures", INT, RefreshFailure::failures),
            RefreshFailure::new);

    private static final Codec<Suspicion> SUSPICION = ObjectCodec.of(Suspicion::builder, Suspicion.Builder::build)
            .with("since", INSTANT, Suspicion::since, Suspicion.Builder::since)
            .with("verifyAt", INSTANT, Suspicion::askAt, Suspicion.Builder::askAt)
            .with("refusedAt", optional(INSTANT), Suspicion::refusedAt, Suspicion.Builder::refusedAt)
            .with("refusals", OPTIONAL_COUNT, Suspicion::refusals, Suspicion.Builder::refusals)
            .with("troubleSeenAt", optional(INSTANT), Suspicion::troubleSeenAt, Suspicion.Builder::troubleSeenAt)
            .with("verifying", FLAG, Suspicion::beingAsked, Suspicion.Builder::beingAsked)
            .with("secretMissing", FLAG, Suspicion::slotEmpty, Suspicion.Builder::slotEmpty)
            .with("unanswered", INT, Suspicion::unanswered, Suspicion.Builder::unanswered);

    private static final Codec<Verification> VERIFICATION = TupleCodec.of(
            field("verifiedAt", INSTANT, Verification::askedAt),
            field("validUntil", INSTANT, Verification::validUntil),
            field("times", INT, Verification::times),
            field("byRefresh", FLAG, Verification::byRefresh),
            Verification::new);

    private static final Codec<FanOut> FAN_OUT = TupleCodec.of(
            field("upToConnection", LONG, FanOut::upToConnection),
            field("cursor", CURSOR, FanOut::at),
            field("due", INSTANT, FanOut::due),
            field("leftSomeOut", FLAG, FanOut::leftSomeOut),
            field("failures", INT, FanOut::failures),
            FanOut::new);

    private static final Codec<OrphanedSecrets> ORPHANED_SECRETS = TupleCodec.of(
            field("secrets", set(SECRET), OrphanedSecrets::slots),
            field("due", INSTANT, OrphanedSecrets::due),
            OrphanedSecrets::new);

    private static final Codec<AwaitedSecrets> AWAITED_SECRETS = TupleCodec.of(
            field("secrets", set(SECRET), AwaitedSecrets::slots),
            field("until", INSTANT, AwaitedSecrets::until),
            AwaitedSecrets::new);

    private static final Codec<KeptSecret> KEPT_SECRET = ObjectCodec.of(KeptSecret::builder, KeptSecret.Builder::build)
            .with("secret", SECRET, KeptSecret::slot, KeptSecret.Builder::slot)
            .with("refreshClaim", optional(REFRESH_CLAIM), KeptSecret::claim, KeptSecret.Builder::claim)
            .with("until", INSTANT, KeptSecret::until, KeptSecret.Builder::until)
            .with("askAt", INSTANT, KeptSecret::askAt, KeptSecret.Builder::askAt)
            .with("acceptedAt", optional(INSTANT), KeptSecret::acceptedAt, KeptSecret.Builder::acceptedAt);

    private static final Codec<Duration> DURATION =
            string("a duration such as PT1H30M", Duration::parse, Duration::toString);

    private static final Codec<StandingSubscription> SUBSCRIPTION = TupleCodec.of(
            field("id", TEXT, StandingSubscription::id),
            field("scope", REMOTE_REF, StandingSubscription::scope),
            field("active", FLAG, StandingSubscription::active),
            field("secrets", list(SECRET), StandingSubscription::secrets),
            StandingSubscription::new);

    private static final Codec<RouteCatchUp> CATCH_UP = TupleCodec.of(
            field("cursor", CURSOR, RouteCatchUp::at), field("due", INSTANT, RouteCatchUp::due), RouteCatchUp::new);

    private static final Codec<WebhookRoute> ROUTE = ObjectCodec.of(WebhookRoute::builder, WebhookRoute.Builder::build)
            .with("id", string("a route id", RouteId::of, RouteId::value), WebhookRoute::id, WebhookRoute.Builder::id)
            .with("path", SECRET, WebhookRoute::path, WebhookRoute.Builder::path)
            .with("expectedSilence", DURATION, WebhookRoute::expectedSilence, WebhookRoute.Builder::expectedSilence)
            .with("subscriptions", list(SUBSCRIPTION), WebhookRoute::subscriptions, WebhookRoute.Builder::subscriptions)
            .with("checkAt", optional(INSTANT), WebhookRoute::checkAt, WebhookRoute.Builder::checkAt)
            .with("checkedAt", LONG_AGO, WebhookRoute::checkedAt, WebhookRoute.Builder::checkedAt)
            .with("listAt", LONG_AGO, WebhookRoute::listAt, WebhookRoute.Builder::listAt)
            .with("failures", OPTIONAL_COUNT, WebhookRoute::failures, WebhookRoute.Builder::failures)
            .with("refusedSince", optional(INSTANT), WebhookRoute::refusedSince, WebhookRoute.Builder::refusedSince)
            .with("creatingSince", optional(INSTANT), WebhookRoute::creatingSince, WebhookRoute.Builder::creatingSince)
            .with("lastDeliveryAt", LONG_AGO, WebhookRoute::lastDeliveryAt, WebhookRoute.Builder::lastDeliveryAt)
            .with("testedAt", LONG_AGO, WebhookRoute::testedAt, WebhookRoute.Builder::testedAt)
            .with("silentSince", optional(INSTANT), WebhookRoute::silentSince, WebhookRoute.Builder::silentSince)
            .with("caughtUpAt", LONG_AGO, WebhookRoute::caughtUpAt, WebhookRoute.Builder::caughtUpAt)
            .with("catchUp", optional(CATCH_UP), WebhookRoute::catchUp, WebhookRoute.Builder::catchUp);

    private static final Codec<IntegrationBookkeeping> BOOKKEEPING = ObjectCodec.of(
                    IntegrationBookkeeping::builder, IntegrationBookkeeping.Builder::build)
            .with("decidedAt", LONG_AGO, IntegrationBookkeeping::decidedAt, IntegrationBookkeeping.Builder::decidedAt)
            .with(
                    "credentialVersion",
                    LONG,
                    IntegrationBookkeeping::credentialVersion,
                    IntegrationBookkeeping.Builder::credentialVersion)
            .with(
                    "credential",
                    optional(SECRET),
                    IntegrationBookkeeping::credential,
                    IntegrationBookkeeping.Builder::credential)
            .with(
                    "refreshAt",
                    optional(INSTANT),
                    IntegrationBookkeeping::refreshAt,
                    IntegrationBookkeeping.Builder::refreshAt)
            .with(
                    "refreshClaim",
                    optional(REFRESH_CLAIM),
                    IntegrationBookkeeping::claim,
                    IntegrationBookkeeping.Builder::claim)
            .with(
                    "refreshFailure",
                    optional(REFRESH_FAILURE),
                    IntegrationBookkeeping::refreshFailure,
                    IntegrationBookkeeping.Builder::refreshFailure)
            .with(
                    "suspicion",
                    optional(SUSPICION),
                    IntegrationBookkeeping::suspicion,
                    IntegrationBookkeeping.Builder::suspicion)
            .with(
                    "verification",
                    optional(VERIFICATION),
                    IntegrationBookkeeping::verification,
                    IntegrationBookkeeping.Builder::verification)
            .with("provenAt", LONG_AGO, IntegrationBookkeeping::provenAt, IntegrationBookkeeping.Builder::provenAt)
            .with("readAt", LONG_AGO, IntegrationBookkeeping::readAt, IntegrationBookkeeping.Builder::readAt)
            .with("triedAt", LONG_AGO, IntegrationBookkeeping::triedAt, IntegrationBookkeeping.Builder::triedAt)
            .with("fanOut", optional(FAN_OUT), IntegrationBookkeeping::fanOut, IntegrationBookkeeping.Builder::fanOut)
            .with(
                    "rateLimitedUntil",
                    optional(INSTANT),
                    IntegrationBookkeeping::rateLimitedUntil,
                    IntegrationBookkeeping.Builder::rateLimitedUntil)
            .with(
                    "rateLimits",
                    OPTIONAL_COUNT,
                    IntegrationBookkeeping::rateLimits,
                    IntegrationBookkeeping.Builder::rateLimits)
            .with(
                    "orphanedSecrets",
                    optional(ORPHANED_SECRETS),
                    IntegrationBookkeeping::orphanedSecrets,
                    IntegrationBookkeeping.Builder::orphanedSecrets)
            .with(
                    "awaitedSecrets",
                    optional(AWAITED_SECRETS),
                    IntegrationBookkeeping::awaitedSecrets,
                    IntegrationBookkeeping.Builder::awaitedSecrets)
            .with(
                    "keptSecret",
                    optional(KEPT_SECRET),
                    IntegrationBookkeeping::keptSecret,
                    IntegrationBookkeeping.Builder::keptSecret)
            .with("webhooks", optional(ROUTE), IntegrationBookkeeping::route, IntegrationBookkeeping.Builder::route);

    static final ObjectCodec<Integration, Integration.Builder> INTEGRATION = whole(
                    "integration", ObjectCodec.of(Integration::builder, Integration.Builder::build))
            .with("id", INTEGRATION_ID, Integration::id, Integration.Builder::id)
            .with("version", LONG, Integration::version, Integration.Builder::version)
            .with("workspace", WORKSPACE, Integration::workspace, Integration.Builder::workspace)
            .with("provider", PROVIDER, Integration::provider, Integration.Builder::provider)
            .with("account", ACCOUNT, Integration::account, Integration.Builder::account)
            .with("status", word(Integration.Status.class), Integration::status, Integration.Builder::status)
            .with("connection", LONG, Integration::connection, Integration.Builder::connection)
            .with("connectedAt", INSTANT, Integration::connectedAt, Integration.Builder::connectedAt)
            .with("expiresAt", optional(INSTANT), Integration::expiresAt, Integration.Builder::expiresAt)
            .with("severance", optional(SEVERANCE), Integration::severance, Integration.Builder::severance)
            .with("bookkeeping", BOOKKEEPING, Integration::bookkeeping, Integration.Builder::bookkeeping);

    private IntegrationCodecs() {}
}
