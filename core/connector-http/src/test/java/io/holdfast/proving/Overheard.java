package io.holdfast.proving;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A connector whose failures are noted on their way to the engine; who we are is asked of another one, a healthy one. */
public final class Overheard implements ProviderConnector {
    public final List<ProviderException> failures = new ArrayList<>();
    private final ProviderConnector healthy;
    private final ProviderConnector connector;

    public Overheard(ProviderConnector healthy, ProviderConnector connector) {
        this.healthy = healthy;
        this.connector = connector;
    }

    @Override
    public ProviderId provider() {
        return connector.provider();
    }

    @Override
    public Capabilities capabilities() {
        return connector.capabilities();
    }

    @Override
    public Account identify(Credential credential) {
        return healthy.identify(credential);
    }

    @Override
    public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
        return noted(() -> connector.candidates(grant, kind, after));
    }

    @Override
    public Optional<RemoteId> remote(SubjectKind kind, String pasted) {
        return connector.remote(kind, pasted);
    }

    @Override
    public NamedAttendees named(Grant grant, RemoteRef remote, Set<AttendeeId> ids) {
        return noted(() -> connector.named(grant, remote, ids));
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return noted(() -> connector.describe(grant, remote));
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return noted(() -> connector.attendees(grant, remote, after));
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        return noted(() -> connector.changes(grant, remote, since, after));
    }

    @Override
    public WebhookConnector webhooks() {
        return connector.webhooks();
    }

    private <T> T noted(Supplier<T> call) {
        try {
            return call.get();
        } catch (ProviderException failed) {
            failures.add(failed);
            throw failed;
        }
    }
}
