package io.holdfast.testkit.contract;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.RemoteRef;
import io.holdfast.port.ProviderConnector;
import java.util.Set;

/** A provider, real or in a sandbox, as the checks of its connector find it. */
public interface RemoteWorld {
    /** {@return the connector} */
    ProviderConnector connector();

    /** {@return a credential that the provider takes} */
    Credential credential();

    /** {@return one that it refuses} */
    Credential refusedCredential();

    /** {@return an event or channel that the credential sees, best with more than one page of attendees} */
    RemoteRef remote();

    /** {@return the attendees that it has, all of them} */
    Set<AttendeeId> attendees();

    /** {@return an event or channel that is not there} */
    RemoteRef missing();
}
