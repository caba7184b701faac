package io.holdfast.testkit.contract;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.AttendeePage;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Instant;
import java.util.Optional;

/** Connectors that are wrong in one place each. */
class WrongConnector implements ProviderConnector {
    private final ProviderConnector right;

    WrongConnector(ProviderConnector right) {
        this.right = right;
    }

    @Override
    public ProviderId provider() {
        return right.provider();
    }

    @Override
    public Capabilities capabilities() {
        return right.capabilities();
    }

    @Override
    public Account identify(Credential credential) {
        return right.identify(credential);
    }

    @Override
    public Page<RemoteSubject> candidates(Grant grant, SubjectKind kind, Cursor after) {
        return right.candidates(grant, kind, after);
    }

    @Override
    public RemoteSubject describe(Grant grant, RemoteRef remote) {
        return right.describe(grant, remote);
    }

    @Override
    public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
        return right.attendees(grant, remote, after);
    }

    @Override
    public AttendeePage changes(Grant grant, RemoteRef remote, Instant since, Cursor after) {
        return right.changes(grant, remote, since, after);
    }

    private static AttendeePage goingOn(AttendeePage page, Optional<Cursor> next) {
        return page.toBuilder().next(next).build();
    }

    /** Names a place to go on at on the last page too. */
    static final class FullScanNeverEnds extends WrongConnector {
        FullScanNeverEnds(ProviderConnector right) {
            super(right);
        }

        @Override
        public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
            AttendeePage page = super.attendees(grant, remote, after);
            return goingOn(page, page.next().or(() -> Optional.of(Cursor.of("0"))));
        }
    }

    /** Takes the first page for the whole list. */
    static final class ReadsOnePage extends WrongConnector {
        ReadsOnePage(ProviderConnector right) {
            super(right);
        }

        @Override
        public AttendeePage attendees(Grant grant, RemoteRef remote, Cursor after) {
            return goingOn(super.attendees(grant, remote, after), Optional.empty());
        }
    }

    /** Tells a thing that is not there as an outage. */
    static final class GoneIsUnreachable extends WrongConnector {
        GoneIsUnreachable(ProviderConnector right) {
            super(right);
        }

        @Override
        public RemoteSubject describe(Grant grant, RemoteRef remote) {
            try {
                return super.describe(grant, remote);
            } catch (ProviderException gone) {
                throw ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none; try again");
            }
        }
    }

    /** Quotes the credential that was refused. */
    static final class ShowsTheCredential extends WrongConnector {
        ShowsTheCredential(ProviderConnector right) {
            super(right);
        }

        @Override
        public Account identify(Credential credential) {
            try {
                return super.identify(credential);
            } catch (ProviderException refused) {
                String key = credential.bearer().reveal();
                throw ProviderException.of(refused.kind(), "expected a good key but found " + key)
                        .suspectingCredential();
            }
        }
    }

    /** Tells a refused credential as an outage. */
    static final class SuspectsNothing extends WrongConnector {
        SuspectsNothing(ProviderConnector right) {
            super(right);
        }

        @Override
        public Account identify(Credential credential) {
            try {
                return super.identify(credential);
            } catch (ProviderException refused) {
                throw ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none; try again");
            }
        }
    }
}
