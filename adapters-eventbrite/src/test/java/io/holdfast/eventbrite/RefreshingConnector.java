package io.holdfast.eventbrite;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.oauth.TokenRequest;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import java.time.Instant;
import java.util.Optional;

/** A connector as one of a provider whose tokens end: Eventbrite's in all else, refreshing by the token endpoint. */
final class RefreshingConnector implements ProviderConnector {
    private final EventbriteConnector eventbrite;
    private final EventbriteOauthOptions application;
    private final TokenEndpoint endpoint;

    RefreshingConnector(EventbriteConnector eventbrite, EventbriteOauthOptions application) {
        this.eventbrite = eventbrite;
        this.application = application;
        endpoint = new TokenEndpoint(application.tokenUri(), application, application.time());
    }

    @Override
    public ProviderId provider() {
        return eventbrite.provider();
    }

    @Override
    public Capabilities capabilities() {
        return eventbrite.capabilities().toBuilder().refresh(true).build();
    }

    @Override
    public Credential.OauthTokens refresh(Credential.OauthTokens tokens) {
        Secret refresh = tokens.refresh().orElseThrow();
        return endpoint.ask(
                TokenRequest.refresh(application.clientId(), application.clientSecret(), refresh),
                Optional.of(refresh));
    }

    @Override
    public Account identify(Credential credential) {
        return eventbrite.identify(credential);
    }

    @Override
    public CandidatePage candidates(Grant grant, SubjectKind kind, Cursor after) {
        return eventbrite.candidates(grant, kind, after);
    }

    @Override
    public Optional<RemoteId> remote(SubjectKind kind, String pasted) {
        return eventbrite.remote(kind, pasted);
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return eventbrite.describe(grant, remote);
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return eventbrite.attendees(grant, remote, after);
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        return eventbrite.changes(grant, remote, since, after);
    }
}
